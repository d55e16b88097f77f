import Synchronization

/// The named health checks of a process: parts of it report, probes read.
///
/// A failing liveness check says that only a restart can help. A failing readiness check says that others should do
/// the work for now; a process that is not live is not ready either.
public final class HealthState: Sendable {
  /// The question that a check answers.
  public enum Scope: Sendable, Hashable, CaseIterable {
    case liveness, readiness
  }

  private struct Checks {
    var liveness: [String: HealthStatus] = [:]
    var readiness: [String: HealthStatus] = [:]
  }

  private let checks: Mutex<Checks>

  /// - Parameter awaiting: Readiness checks that fail until they are reported for the first time, so that a process
  ///   is not ready before all of its parts have spoken.
  public init(awaiting: [String] = []) {
    let waiting = awaiting.map { ($0, HealthStatus.failing(reason: "not reported yet")) }
    self.checks = Mutex(Checks(readiness: Dictionary(waiting) { first, _ in first }))
  }

  /// Reports a check.
  public func report(_ name: String, _ status: HealthStatus, for scope: Scope = .readiness) {
    checks.withLock { checks in
      switch scope {
      case .liveness: checks.liveness[name] = status
      case .readiness: checks.readiness[name] = status
      }
    }
  }

  /// Forgets a check, for a part of the process that has ended.
  public func remove(_ name: String, from scope: Scope = .readiness) {
    checks.withLock { checks in
      switch scope {
      case .liveness: checks.liveness[name] = nil
      case .readiness: checks.readiness[name] = nil
      }
    }
  }

  /// The checks that answer a question: for readiness those of liveness too.
  public func summary(of scope: Scope) -> HealthReport {
    let statuses = checks.withLock { checks in
      switch scope {
      case .liveness: checks.liveness
      // Where one name answers both questions, a failure of either counts.
      case .readiness: checks.readiness.merging(checks.liveness) { $0 == .passing ? $1 : $0 }
      }
    }
    let checks = statuses.sorted { $0.key < $1.key }.map { HealthReport.Check(name: $0.key, status: $0.value) }
    return HealthReport(checks: checks)
  }

  /// Whether no liveness check fails.
  public var isLive: Bool { summary(of: .liveness).isPassing }

  /// Whether no check fails.
  public var isReady: Bool { summary(of: .readiness).isPassing }
}
