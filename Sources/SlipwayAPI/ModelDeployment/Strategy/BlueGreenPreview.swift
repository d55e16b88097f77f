/// What happens before a blue-green switch.
///
/// The fields are described in `fields`, from which the definition is made.
public struct BlueGreenPreview: Sendable, Hashable {
  public var scale: CandidateScale?
  public var minimumTime: TimeSpan = .seconds(0)
  public var analysis: Bool = false
  public var hold: Hold?

  public init() {}
}

extension BlueGreenPreview: FieldObject {
  static let fields: [Field<BlueGreenPreview>] = [
    Field(
      "scale", \.scale,
      "How many replicas preview the candidate; all when absent. Before the switch it gets the rest."),
    Field(
      "for", \.minimumTime,
      "The least time in preview."),
    Field(
      "analysis", \.analysis,
      """
      Whether the switch waits for evidence, from requests that you send to the preview Service. Otherwise evidence that \
      speaks against the candidate still ends the rollout.
      """),
    Field(
      "hold", \.hold,
      "Waits for approval before the switch."),
  ]
}
