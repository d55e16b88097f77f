/// When a metrics server may be asked: less often the longer it fails, and never more often than it should bear.
///
/// Times are monotonic seconds.
struct ProviderGateState: Sendable, Equatable {
  /// How often a server is asked.
  struct Limits: Sendable, Equatable {
    /// Questions a second in the long run, and at once after a pause.
    var rate = 50.0
    var burst = 100.0
    /// The first wait after a fault that may pass, and after one that a person has to mend; then twice as long each time.
    var firstWait = 1.0
    var firstWaitRefused = 30.0
    var longestWait = 300.0
  }

  private struct Server: Sendable, Equatable {
    var faults = 0
    var closedUntil = 0.0
    var reason = ""
    var allowance: Double
    var countedAt: Double
  }

  /// The most servers that are remembered.
  private static let mostServers = 1024

  private let limits: Limits
  private var servers: [String: Server] = [:]

  init(limits: Limits = Limits()) { self.limits = limits }

  /// Takes leave to ask a server.
  ///
  /// - Returns: why it is not asked now; `nil` when it may be.
  mutating func enter(_ name: String, at now: Double) -> String? {
    var server = servers[name] ?? Server(allowance: limits.burst, countedAt: now)
    defer { remember(server, as: name, at: now) }
    if now < server.closedUntil {
      return "\(server.reason); asked again in \(Int((server.closedUntil - now).rounded(.up)))s"
    }
    server.allowance = min(limits.burst, server.allowance + max(now - server.countedAt, 0) * limits.rate)
    server.countedAt = now
    guard server.allowance >= 1 else { return "it is asked \(Int(limits.rate)) times a second already" }
    server.allowance -= 1
    return nil
  }

  /// Notes what came of a question. `spread`, from 0 to 1, spreads those that fail together.
  mutating func note(_ failure: ProviderFailure?, of name: String, at now: Double, spread: Double) {
    guard var server = servers[name] else { return }
    defer { servers[name] = server }
    // That there is no such series is an answer.
    guard let failure, failure.kind != .noData else { return server.faults = 0 }
    // Those that were asked together fail together, once.
    guard now >= server.closedUntil else { return }
    let first = failure.kind == .transient ? limits.firstWait : limits.firstWaitRefused
    let doublings = Double(1 << min(server.faults, 10))
    server.faults += 1
    server.closedUntil = now + min(first * doublings, limits.longestWait) * (0.75 + 0.5 * min(max(spread, 0), 1))
    server.reason = failure.reason
  }

  private mutating func remember(_ server: Server, as name: String, at now: Double) {
    if servers[name] == nil, servers.count >= Self.mostServers {
      servers = servers.filter { $0.value.closedUntil > now || $0.value.countedAt > now - limits.longestWait }
    }
    if servers[name] != nil || servers.count < Self.mostServers { servers[name] = server }
  }
}
