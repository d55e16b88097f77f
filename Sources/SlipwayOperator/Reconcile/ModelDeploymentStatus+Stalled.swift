import KubeCore
import SlipwayAPI

extension ModelDeploymentStatus {
  /// Says that nothing goes on until somebody makes room for an object. All that a rollout remembers stays.
  ///
  /// - Parameter error: of the code `.nameTaken`.
  mutating func markStalled(by error: OperatorError, generation: Int64?, at now: Timestamp) {
    let (reason, now) = ("NameTaken", now.wholeSeconds)
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message) = (reason, error.message)
    explanation.next = "It goes on once that object has been deleted, or this one has been renamed."
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
