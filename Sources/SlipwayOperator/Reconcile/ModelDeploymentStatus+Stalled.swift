import KubeCore
import SlipwayAPI

extension ModelDeploymentStatus {
  /// Says that nothing goes on until somebody puts something right. All that a rollout remembers stays.
  ///
  /// - Parameter remedy: of the error.
  mutating func markStalled(
    by error: OperatorError, _ remedy: (reason: String, next: String), generation: Int64?, at now: Timestamp
  ) {
    let (reason, now) = (remedy.reason, now.wholeSeconds)
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message, explanation.next) = (reason, error.message, remedy.next)
    self.explanation = explanation
    var states: [(type: String, state: Condition.State)] = [("Reconciling", .false), ("Stalled", .true)]
    // What serves already goes on.
    if conditions["Ready"] == nil { states.append(("Ready", .false)) }
    for (type, state) in states {
      conditions.set(
        Condition(type: type, status: state, observedGeneration: generation, reason: reason, message: error.message),
        at: now)
    }
  }
}
