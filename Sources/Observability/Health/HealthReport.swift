/// The checks of one question, such as "is the process ready", and their common answer.
public struct HealthReport: Sendable, Equatable {
  /// One check in a report.
  public struct Check: Sendable, Equatable {
    public let name: String
    public let status: HealthStatus
  }

  /// The checks, ordered by name.
  public let checks: [Check]

  /// Whether all checks pass; true when there are none.
  public var isPassing: Bool { checks.allSatisfy { $0.status == .passing } }

  /// The report of one check alone; `nil` when there is none of this name.
  public func only(_ name: String) -> HealthReport? {
    checks.first { $0.name == name }.map { HealthReport(checks: [$0]) }
  }

  /// One line a check, in the form that Kubernetes components use, and the sum on the last line.
  public var text: String {
    let lines = checks.map { check in
      switch check.status {
      case .passing: "[+]\(check.name) ok\n"
      case .failing(let reason): "[-]\(check.name) failed: \(reason)\n"
      }
    }
    return lines.joined() + (isPassing ? "ok\n" : "failed\n")
  }
}
