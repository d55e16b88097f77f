/// Sample requests that a replica answers before it gets traffic.
///
/// The fields are described in `fields`, from which the definition is made.
public struct WarmUpSettings: Sendable, Hashable {
  public var requests: Int = 10
  public var path: String = ""
  public var body: String?
  public var contentType: String = "application/json"
  public var timeout: TimeSpan = .seconds(30)

  public init() {}
}

extension WarmUpSettings: FieldObject {
  static let fields: [Field<WarmUpSettings>] = [
    Field(
      "requests", \.requests,
      "How many requests each replica must have answered with success."
    ) { ($0.minimum, $0.maximum) = (1, 1_000) },
    Field(
      "path", \.path,
      "The path that they go to.",
      required: true
    ) { ($0.minLength, $0.maxLength, $0.rules) = (1, 1_024, [.slash]) },
    Field(
      "body", \.body,
      "What they carry, by `POST`. Without it they are sent by `GET`."
    ) { $0.maxLength = 65_536 },
    Field(
      "contentType", \.contentType,
      "The type of the body."
    ) { $0.maxLength = 128 },
    Field(
      "timeout", \.timeout,
      "How long one request may take."),
  ]
}
