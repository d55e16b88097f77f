/// What a person asks for, and what they saw when they did.
///
/// The fields are described in `fields`, from which the definition is made.
public struct RolloutRequestSpec: Sendable, Hashable {
  public var deployment: String = ""
  public var verb: RolloutVerb = .promote
  public var revision: String?
  public var step: Int?
  public var by: String = ""
  public var reason: String = ""

  public init() {}
}

extension RolloutRequestSpec: FieldObject {
  static let fields: [Field<RolloutRequestSpec>] = [
    Field(
      "deployment", \.deployment,
      "The name of the ModelDeployment, in the same namespace.",
      required: true
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
    Field(
      "verb", \.verb,
      """
      What is asked for: `Promote` passes the step, `PromoteFully` all that are left, `Abort` takes the candidate back, \
      `RollBack` returns to the revision that is named, `Retry` tries a failed one again, `Pause` and `Resume` stop the \
      rollout and let it go on, `Restart` begins it anew.
      """,
      required: true),
    Field(
      "revision", \.revision,
      """
      The revision that the author means: the candidate, or for `RollBack` the one to return to and for `Retry` the one \
      that failed. The request is refused once the rollout is about another. Whichever it is when absent.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "step", \.step,
      "The index of the step that the author saw, from 0. The request is refused at another. Whichever it is when absent."
    ) { $0.maximum = 64 },
    Field(
      "by", \.by,
      "Who asks, for events and the history."
    ) { $0.maxLength = 253 },
    Field(
      "reason", \.reason,
      "Why, for people."
    ) { $0.maxLength = 1_024 },
  ]
}
