package import CurlTransport
public import FoundationEssentials

/// How a connection behaves, apart from where it leads.
public struct ConnectionConfiguration: Sendable {
  /// What the server's logs and audit call this program; default the name that it was started by.
  public var userAgent = UserAgent.process
  /// The most calls that are on their way at a time; default 50. Further ones wait their turn. Watches do not count.
  public var callLimit = 50
  /// How long a watch may go on over a connection whose certificates have been replaced; default 30 seconds. Calls are
  /// not cut short.
  public var watchGrace = Duration.seconds(30)
  /// Which exec plugins may run; default all.
  public var pluginPolicy = ExecPluginPolicy.allowAll
  /// After how long an exec plugin is killed, unless it talks to a person; default 60 seconds.
  public var pluginTimeLimit = Duration.seconds(60)
  /// The variables of this process, for exec plugins.
  public var environment: [String: String]
  /// Hears of what an operator's log should show; default nobody.
  public var observer: ConnectionObserver = { _ in }

  /// Which version of HTTP to speak; default HTTP/2 where the server does.
  package var httpVersion = CurlConfiguration.HTTPVersionPolicy.preferHTTP2

  package var clock = ConnectionClock.live

  /// Creates a configuration with the defaults.
  public init(environment: [String: String] = ProcessInfo.processInfo.environment) { self.environment = environment }
}
