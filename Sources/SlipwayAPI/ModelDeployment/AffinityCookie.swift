/// A cookie by which a router knows a client again.
///
/// The fields are described in `fields`, from which the definition is made.
public struct AffinityCookie: Sendable, Hashable {
  public var name: String = "slipway"
  public var lifetime: TimeSpan = .hours(24)

  public init() {}
}

extension AffinityCookie: FieldObject {
  static let fields: [Field<AffinityCookie>] = [
    Field(
      "name", \.name,
      "The name of the cookie."
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 128, [.token]) },
    Field(
      "lifetime", \.lifetime,
      "How long it lasts."
    ) { $0.rules = [.second] },
  ]
}
