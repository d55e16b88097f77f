import Synchronization

/// The named health checks of a process: parts of it report or are asked, probes read.
///
/// A failing liveness check says that only a restart can help. A failing readiness check says that others should do
/// the work for now; a process that is not live is not ready either. Leading is no matter of health: a replica that
/// stands by is ready.
public final class HealthState: Sendable {
  /// The question that a check answers.
  public enum Scope: Sendable, Hashable, CaseIterable {
    case liveness, readiness, leadership
  }

  public typealias Check = @Sendable () -> HealthStatus

  private let checks: Mutex<[Scope: [String: Check]]>

  /// - Parameter awaiting: Readiness checks that fail until they are reported for the first time, so that a process
  ///   is not ready before all of its parts have spoken.
  public init(awaiting: [String] = []) {
    let waiting: [(String, Check)] = awaiting.map { ($0, { .failing(reason: "not reported yet") }) }
    self.checks = Mutex([.readiness: Dictionary(waiting) { first, _ in first }])
  }

  /// Reports a check.
  public func report(_ name: String, _ status: HealthStatus, for scope: Scope = .readiness) {
    ask(name, for: scope) { status }
  }

  /// Adds a check that is asked whenever a probe reads it. It must be quick and must not block.
  public func ask(_ name: String, for scope: Scope = .readiness, _ check: @escaping Check) {
    checks.withLock { $0[scope, default: [:]][name] = check }
  }

  /// Forgets a check, for a part of the process that has ended.
  public func remove(_ name: String, from scope: Scope = .readiness) {
    checks.withLock { $0[scope]?[name] = nil }
  }

  /// The checks that answer a question: for readiness those of liveness too.
  public func summary(of scope: Scope) -> HealthReport {
    let scopes: [Scope] = scope == .readiness ? [.readiness, .liveness] : [scope]
    let asked = checks.withLock { checks in scopes.flatMap { (checks[$0] ?? [:]).map { ($0.key, $0.value) } } }
    // Where one name answers both questions, a failure of either counts.
    let statuses = Dictionary(asked.map { ($0.0, $0.1()) }) { $0 == .passing ? $1 : $0 }
    let checks = statuses.sorted { $0.key < $1.key }.map { HealthReport.Check(name: $0.key, status: $0.value) }
    return HealthReport(checks: checks)
  }

  /// Whether no liveness check fails.
  public var isLive: Bool { summary(of: .liveness).isPassing }

  /// Whether no check fails.
  public var isReady: Bool { summary(of: .readiness).isPassing }
}
