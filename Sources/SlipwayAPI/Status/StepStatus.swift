public import KubeCore

/// Where a rollout stands.
///
/// The fields are described in `fields`, from which the definition is made.
public struct StepStatus: Sendable, Hashable {
  public var index: Int = 0
  public var of: Int = 0
  public var label: String = ""
  public var strategy: StrategyType = .canary
  public var weight: BasisPoints = .zero
  public var mirror: BasisPoints?
  public var automaticWeights: [BasisPoints] = []
  public var startTime: Timestamp?
  public var enteredTime: Timestamp?
  public var deadlineTime: Timestamp?
  public var retreatedFrom: Int?
  public var forced: Bool?

  public init() {}
}

extension StepStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<StepStatus>] = [
    Field(
      "index", \.index,
      "The position of the step, from 0. Equal to `of` once all steps have been passed."),
    Field(
      "of", \.of,
      "How many steps there are."),
    Field(
      "label", \.label,
      "The position for people, such as `2/4`."
    ) { $0.maxLength = 16 },
    Field(
      "strategy", \.strategy,
      "The strategy whose step it is."),
    Field(
      "weight", \.weight,
      "The weight of the step; that of all arms together in an A/B test."),
    Field(
      "mirror", \.mirror,
      "The share of the requests that the step copies, if any."),
    Field(
      "automaticWeights", \.automaticWeights,
      """
      The weights that were chosen when the rollout began, if the strategy names none. A change of \
      replicas does not change them.
      """
    ) { $0.maxCount = 32 },
    Field(
      "startTime", \.startTime,
      "When the step began."),
    Field(
      "enteredTime", \.enteredTime,
      "Since when the candidate has the weight of the step. Absent while it is being prepared."),
    Field(
      "deadlineTime", \.deadlineTime,
      "When the replicas that the step needs must be ready. Absent while they are."),
    Field(
      "retreatedFrom", \.retreatedFrom,
      "The last step that the rollout fell back from; it falls back from each step once."),
    Field(
      "forced", \.forced,
      "Whether a person has passed all steps that were left: evidence does not count any more."),
  ]
}
