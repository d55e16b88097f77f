import KubeCore
import SlipwayAPI

extension ModelDeploymentStatus {
  /// The status of an object whose spec is not valid: what runs goes on, nothing new begins.
  ///
  /// - Parameter message: names each field, its value and what is allowed.
  func invalid(because message: String, generation: Int64?, at now: Timestamp) -> ModelDeploymentStatus {
    var status = self
    status.observedGeneration = generation
    status.phase = .invalid
    let now = now.wholeSeconds
    let conditions: [(String, Condition.State, String)] = [
      ("Stalled", .true, message), ("Ready", .false, "The spec is not valid: see the condition Stalled."),
      ("Reconciling", .false, "The spec is not valid: see the condition Stalled."),
    ]
    for (type, state, text) in conditions {
      status.conditions.set(
        Condition(
          type: type, status: state, observedGeneration: generation, reason: "InvalidSpec",
          message: String(text.prefix(4_096))),
        at: now)
    }
    return status
  }
}
