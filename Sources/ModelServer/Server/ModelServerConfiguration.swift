/// What a model server serves, and where.
public struct ModelServerConfiguration: Sendable, Equatable {
  /// The environment variable that names the revision.
  public static let revisionVariable = "SLIPWAY_REVISION"

  /// The path of the model file.
  public var modelPath: String
  /// The name in the protocol's paths and in the metrics' label `model`.
  public var modelName: String
  /// The address to listen on; `0.0.0.0` by default.
  public var host: String
  /// The port to listen on; 0 takes a free one. 8080 by default.
  public var port: Int
  /// The revision in responses and in the metrics' label `revision`; `unknown` by default.
  public var revision: String
  /// How long requests are still answered after the shutdown began, so that clients find out; 3 s by default.
  public var drainPeriod: Duration
  /// The most bytes of a request's body; 1 MiB by default.
  public var maximumBodySize: Int
  /// The server's own version, for `GET /v2`.
  public var serverVersion: String

  public init(
    modelPath: String, modelName: String, host: String = "0.0.0.0", port: Int = 8080, revision: String = "unknown",
    drainPeriod: Duration = .seconds(3), maximumBodySize: Int = 1 << 20, serverVersion: String = "development"
  ) {
    self.modelPath = modelPath
    self.modelName = modelName
    self.host = host
    self.port = port
    self.revision = revision
    self.drainPeriod = drainPeriod
    self.maximumBodySize = maximumBodySize
    self.serverVersion = serverVersion
  }

  /// Takes the revision from the environment, as the operator gives it to its pods.
  public mutating func apply(environment: [String: String]) {
    if let revision = environment[Self.revisionVariable], !revision.isEmpty { self.revision = revision }
  }
}
