/// How a candidate that runs whole beside the stable version gets all traffic at once.
///
/// The fields are described in `fields`, from which the definition is made.
public struct BlueGreenStrategy: Sendable, Hashable {
  public var preview: BlueGreenPreview = BlueGreenPreview()
  public var minimumTime: TimeSpan?
  public var scaleDownDelay: TimeSpan = .seconds(30)

  public init() {}
}

extension BlueGreenStrategy: FieldObject {
  static let fields: [Field<BlueGreenStrategy>] = [
    Field(
      "preview", \.preview,
      """
      What happens before the switch: the candidate runs without traffic, and can be reached by the Service \
      `<name>-preview`.
      """),
    Field(
      "for", \.minimumTime,
      """
      The least time after the switch before the candidate becomes the stable version; it is judged meanwhile, and the \
      old side stays whole. The dwell time of the analysis when absent.
      """),
    Field(
      "scaleDownDelay", \.scaleDownDelay,
      "How long the old side is kept warm after the candidate has become the stable version."),
  ]
}
