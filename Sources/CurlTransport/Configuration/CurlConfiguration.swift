/// How a ``CurlClient`` connects.
public struct CurlConfiguration: Sendable {
  /// Which version of HTTP to speak.
  public enum HTTPVersionPolicy: Sendable, Hashable {
    /// HTTP/2 where TLS negotiates it, else HTTP/1.1; always HTTP/1.1 without TLS.
    case preferHTTP2
    /// HTTP/1.1 only.
    case http1Only
  }

  /// Which proxy to go through: `http`, `https`, `socks5` or `socks5h`, with credentials in the URL where it needs some.
  ///
  /// A proxy resolves the names of the hosts, in the two forms of SOCKS alike. An `https` proxy is trusted on the terms
  /// of ``CurlConfiguration/trust``.
  public enum Proxy: Sendable, Hashable {
    /// The one that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name when the client is made; see ``ProxyEnvironment``.
    case environment
    /// The one that these values of those variables name.
    case rules(ProxyEnvironment)
    /// None, whatever the environment says.
    case none
    /// The one at this URL, for every host.
    case url(String)
  }

  /// Which certificates of servers to accept; the default is what the system trusts.
  public var trust: Trust = .system
  /// The client certificate to show; the default is none.
  public var identity: Identity?
  /// The name to ask for and to verify in TLS instead of the URL's host; the default is the host.
  ///
  /// The connection, the proxy and the `Host` field still follow the URL.
  public var serverName: String?
  /// Which addresses may be connected to; the default is all.
  public var addresses: AddressRules?
  /// The version of HTTP; the default prefers HTTP/2.
  public var httpVersion: HTTPVersionPolicy = .preferHTTP2
  /// The proxy; the default is the environment's.
  public var proxy: Proxy = .environment
  /// The longest that name resolution, TCP, proxy and TLS together may take; the default is 10 seconds.
  public var connectTimeout: Duration = .seconds(10)
  /// After how much silence of the peer a connection is probed; the default is 30 seconds.
  ///
  /// A dead peer is noticed within one and a half times as long. A host that is gone is noticed by the kernel, which
  /// sends keep-alive probes and gives up what stays unacknowledged (`TCP_USER_TIMEOUT`); without that it would take
  /// its retransmission limit of about 15 minutes. A process that hangs on a host that lives is noticed on HTTP/2, by
  /// an `OPTIONS *` request on connections with exchanges under way. On HTTP/1.1 it takes ``CurlRequest/timeout`` or
  /// ``CurlRequest/idleTimeout``.
  public var keepAlive: Duration = .seconds(30)
  /// The most connections to one host; the default is no limit.
  ///
  /// Exchanges without a timeout do not count against it, lest watches starve calls. Requests on a
  /// ``CurlRequest/Connection/separate`` connection have a limit of their own, of the same size.
  public var maximumConnectionsPerHost: Int?
  /// The age at which a connection takes no new exchanges, so that load spreads over the servers behind one name.
  ///
  /// The default is no limit. The unit is whole seconds.
  public var maximumConnectionAge: Duration?
  /// The most bytes that the head of a response may have, with interim responses and trailers; the default is 256 KiB.
  public var responseHeadLimit: Int = 256 << 10
  /// The bytes of one body to hold for its reader before the server is held back; the default is 256 KiB.
  public var bufferWatermark: Int = 256 << 10
  /// The same for a body on a shared HTTP/2 connection, where holding back is costly; the default is 4 MiB.
  public var sharedBufferWatermark: Int = 4 << 20
  /// How long a reader may hold back a shared HTTP/2 connection before it loses its exchange; the default is
  /// 5 seconds.
  public var stallLimit: Duration = .seconds(5)
  /// The `User-Agent` field; the default is `slipway`.
  public var userAgent: String = "slipway"

  /// Creates a configuration with the defaults.
  public init() {}
}
