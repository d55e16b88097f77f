import KubeCore
import RolloutEngine
import SlipwayAPI

/// The commands that lead on from where a deployment waits for a person.
enum NextCommands {
  /// The verbs, the most likely one first; none where it goes on by itself, or where a spec has to be changed.
  static func verbs(_ rule: RolloutRule) -> [String] {
    switch rule {
    case .held, .inconclusive: ["promote", "abort"]
    case .failed: ["abort", "promote"]
    case .approvalRequired, .winnerFound: ["promote"]
    case .paused: ["resume", "abort"]
    case .rejected: ["history", "retry"]
    case .bakeFailed: ["rollback"]
    case .noData: ["doctor"]
    default: []
    }
  }

  /// What to type.
  static func lines(_ view: DeploymentView) -> [String] {
    guard let rule = view.status.explanation.flatMap({ RolloutRule(rawValue: $0.rule) }) else { return [] }
    let place = view.metadata.namespace.map { " -n \($0)" } ?? ""
    return verbs(rule).map { "kubectl slipway \($0) \(view.name)\(place)" }
  }
}
