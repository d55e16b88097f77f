import KubeCore
import SlipwayAPI

/// One line on a ModelDeployment, which changes only when something happens.
struct StatusLine {
  let view: DeploymentView
  /// Whether the line is for programs: one line of JSON.
  var isJSON = false

  var text: String { isJSON ? json.description : plainText }

  private var json: JSONValue {
    let progress: String =
      switch DeploymentProgress(view) {
      case .healthy: "healthy"
      case .failed: "failed"
      case .ongoing: "ongoing"
      }
    return [
      "name": .string(view.name), "progress": .string(progress), "phase": .string(view.status.phase.rawValue),
      "message": .string(view.status.explanation?.message ?? ""), "isObserved": .bool(view.isObserved),
    ]
  }

  private var plainText: String {
    guard view.isObserved else { return "Waiting - the operator has not seen the newest spec yet" }
    let message = view.status.explanation?.message ?? ""
    return message.isEmpty ? view.status.phase.rawValue : "\(view.status.phase.rawValue) - \(message)"
  }
}
