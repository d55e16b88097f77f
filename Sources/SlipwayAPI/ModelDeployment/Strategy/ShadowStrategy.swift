/// How a candidate is judged by copies of requests, whose answers nobody gets.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ShadowStrategy: Sendable, Hashable {
  public var mirror: BasisPoints = .whole
  public var scale: CandidateScale?
  public var minimumTime: TimeSpan?
  public var then: ShadowEnd = .end

  public init() {}
}

extension ShadowStrategy: FieldObject {
  static let fields: [Field<ShadowStrategy>] = [
    Field(
      "mirror", \.mirror,
      """
      The share of all requests that is copied. A model that writes somewhere when it is asked writes for copies too, and \
      every copy costs what a request costs.
      """
    ) { $0.rules = [.share] },
    Field(
      "scale", \.scale,
      "How many replicas the shadow has; as many as the copies need when absent."),
    Field(
      "for", \.minimumTime,
      "The least time as a shadow. The dwell time of the analysis when absent."),
    Field(
      "then", \.then,
      "What follows when the evidence suffices."),
  ]
}
