/// What of a rollout a person has to approve.
public enum ApprovalPoint: String, Sendable, Hashable, CaseIterable {
  case none = "None"
  /// The takeover, once all steps are passed.
  case promotion = "Promotion"
}

extension ApprovalPoint: FieldChoice {}
