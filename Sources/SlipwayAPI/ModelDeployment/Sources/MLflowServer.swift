/// A run of MLflow.
///
/// The fields are described in `fields`, from which the definition is made.
public struct MLflowServer: Sendable, Hashable {
  public var server: MetricServer = MetricServer()
  public var run: String = ""

  public init() {}
}

extension MLflowServer: FieldObject {
  static let fields: [Field<MLflowServer>] =
    MetricServer.fields(\.server.address, \.server.headers, \.server.authentication, \.server.tls) + [
      Field("run", \.run, "The id of the run.", required: true) { ($0.minLength, $0.maxLength) = (1, 256) }
    ]
}
