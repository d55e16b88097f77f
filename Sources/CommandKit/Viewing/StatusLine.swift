import KubeCore
import SlipwayAPI

/// One line on a ModelDeployment, which changes only when something happens.
struct StatusLine {
  let view: DeploymentView

  var text: String {
    guard view.isObserved else { return "Waiting - the operator has not seen the newest spec yet" }
    let message = view.status.explanation?.message ?? ""
    return message.isEmpty ? view.status.phase.rawValue : "\(view.status.phase.rawValue) - \(message)"
  }
}
