/// How an InferencePool of the Gateway API Inference Extension picks a replica.
///
/// The fields are described in `fields`, from which the definition is made.
public struct InferencePoolSettings: Sendable, Hashable {
  public var picker: String = ""
  public var pickerPort: Int = 9002
  public var failOpen: Bool = false

  public init() {}

  public init(picker: String) { self.picker = picker }
}

extension InferencePoolSettings: FieldObject {
  static let fields: [Field<InferencePoolSettings>] = [
    Field("picker", \.picker, "The name of the Service of the endpoint picker.", required: true) {
      $0 = RouteFields.name
    },
    Field("pickerPort", \.pickerPort, "The port of the endpoint picker.") { ($0.minimum, $0.maximum) = (1, 65_535) },
    Field(
      "failOpen", \.failOpen,
      "Whether requests go to any replica while the endpoint picker does not answer; they fail otherwise."),
  ]
}
