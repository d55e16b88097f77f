/// The share of one revision: what was asked of the router, and what it gives.
///
/// The fields are described in `fields`, from which the definition is made.
public struct TrafficStatus: Sendable, Hashable {
  public var revision: String = ""
  public var track: Track = .stable
  public var asked: BasisPoints = .zero
  public var given: BasisPoints = .zero
  public var mirror: BasisPoints?
  public var confirmed: Bool = false

  public init() {}
}

extension TrafficStatus: FieldObject {
  static let omitsDefaults = false
  static let fields: [Field<TrafficStatus>] = [
    Field(
      "revision", \.revision,
      "The name of the revision."
    ) { $0.maxLength = 63 },
    Field(
      "track", \.track,
      "The part that the revision plays."),
    Field(
      "asked", \.asked,
      "The share that it should get."),
    Field(
      "given", \.given,
      "The share that the router gives it, as far as it can tell."),
    Field(
      "mirror", \.mirror,
      "The share of the requests that it gets copies of, if any."),
    Field(
      "confirmed", \.confirmed,
      "Whether the router has taken what was asked of it."),
  ]
}
