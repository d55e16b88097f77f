public import KubeCore

extension ModelDeploymentStatus {
  /// Says that the spec cannot be acted on.
  ///
  /// All that a rollout remembers stays, and so does what runs.
  ///
  /// - Parameters:
  ///   - generation: the generation of the spec.
  ///   - now: when the rules were checked.
  public mutating func markInvalid(_ invalid: InvalidObject, generation: Int64?, at now: Timestamp) {
    observedGeneration = generation
    phase = .invalid
    let message = Self.cut(invalid.issues.map(\.description).joined(separator: "; "))
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message) = ("InvalidSpec", message)
    explanation.next = "What runs keeps running until the spec is put right."
    self.explanation = explanation
    for (type, status) in [("Progressing", Condition.State.false), ("Reconciling", .false), ("Stalled", .true)] {
      conditions.set(
        Condition(
          type: type, status: status, observedGeneration: generation, reason: "InvalidSpec", message: message),
        at: now.wholeSeconds)
    }
    if conditions["Ready"] == nil {
      conditions.set(
        Condition(
          type: "Ready", status: .false, observedGeneration: generation, reason: "InvalidSpec", message: message),
        at: now.wholeSeconds)
    }
  }

  private static func cut(_ message: String) -> String {
    message.count <= 1_000 ? message : message.prefix(997) + "..."
  }
}
