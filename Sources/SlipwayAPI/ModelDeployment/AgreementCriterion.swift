/// How often a candidate must answer as the stable version did, where both answer the same requests.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AgreementCriterion: Sendable, Hashable {
  public var equal: CounterReference = CounterReference()
  public var compared: CounterReference = CounterReference()
  public var min: BasisPoints = BasisPoints(percent: 99)

  public init() {}
}

extension AgreementCriterion: FieldObject {
  static let fields: [Field<AgreementCriterion>] = [
    Field(
      "equal", \.equal,
      "Counts the candidate's answers that equal the stable version's.",
      required: true),
    Field(
      "compared", \.compared,
      "Counts all answers that were compared.",
      required: true),
    Field(
      "min", \.min,
      "The least share of equal answers."
    ) { $0.rules = [.properShare] },
  ]
}
