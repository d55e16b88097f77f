/// What happens when the evidence at a step does not suffice in time.
public enum InconclusivePolicy: String, Sendable, Hashable, CaseIterable {
  /// Stay at the weight and wait, for evidence or for a person.
  case hold = "Hold"
  /// Go on as if the step had been passed.
  case promote = "Promote"
  /// Return the traffic to the stable version.
  case rollBack = "RollBack"
}

extension InconclusivePolicy: FieldChoice {}
