public import KubeCore

/// How a model is served: the container of each replica.
///
/// The fields are described in `fields`, from which the definition is made.
public struct ModelRuntime: Sendable, Hashable {
  public var preset: String?
  public var image: String = ""
  public var command: [String] = []
  public var args: [String] = []
  public var env: [EnvironmentVariable] = []
  public var port: Int = 8080
  public var resources: ResourceRequirements = ResourceRequirements()
  public var serviceAccountName: String?
  public var readinessPath: String = "/v2/health/ready"
  public var metricsPath: String = "/metrics"
  public var metricsPort: Int?
  public var metricsPreset: String = "slipway"
  public var livenessPath: String?
  public var startupDeadline: TimeSpan = .minutes(10)
  public var terminationGracePeriod: TimeSpan = .seconds(30)
  public var nodeSelector: [String: String] = [:]
  public var tolerations: [JSONValue] = []
  public var affinity: JSONValue?
  public var volumes: [JSONValue] = []
  public var volumeMounts: [JSONValue] = []
  public var template: JSONValue?
  public var warmup: WarmUpSettings?
  public var snapshots: [SnapshotKind] = [.configMaps]

  public init() {}
}

extension ModelRuntime: FieldObject {
  static let fields: [Field<ModelRuntime>] = [
    Field(
      "preset", \.preset,
      """
      The name of a kind of model server, such as `mlserver` or `triton`, whose image, arguments, ports, paths and metrics \
      are taken where the other fields say nothing. The model lies at `/mnt/models` then.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "image", \.image,
      """
      The image of the model server. A digest keeps replicas alike; a tag that moves does not make a new \
      revision. That of the preset when absent.
      """
    ) { $0.maxLength = 1_024 },
    Field(
      "command", \.command,
      "The command, in place of the image's own entry point."
    ) { $0 = .array(of: .string(maxLength: 4_096), maxCount: 64) },
    Field(
      "args", \.args,
      "The arguments of the command."
    ) { $0 = .array(of: .string(maxLength: 4_096), maxCount: 256) },
    Field(
      "env", \.env,
      "Environment variables of the server."
    ) { $0 = .array(of: EnvironmentVariable.schema, maxCount: 128, listType: .map(key: "name")) },
    Field(
      "port", \.port,
      "The port on which the server answers inference and health requests."
    ) { ($0.minimum, $0.maximum) = (1, 65_535) },
    Field(
      "resources", \.resources,
      "The compute resources of one replica."),
    Field(
      "serviceAccountName", \.serviceAccountName,
      "The service account that the replicas run as. The default account of the namespace when absent."
    ) { ($0.minLength, $0.maxLength) = (1, 253) },
    Field(
      "readinessPath", \.readinessPath,
      "The HTTP path that answers with success once the model is loaded and can serve."
    ) { ($0.maxLength, $0.rules) = (256, [.slash]) },
    Field(
      "livenessPath", \.livenessPath,
      """
      The HTTP path that answers with success while the server is alive; a replica that does not answer is restarted. \
      No such check when absent: one that is wrong about a busy server does more harm than good.
      """
    ) { ($0.maxLength, $0.rules) = (256, [.slash]) },
    Field(
      "startupDeadline", \.startupDeadline,
      "How long a replica may take to load its model before the check of `livenessPath` restarts it."),
    Field(
      "metricsPath", \.metricsPath,
      "The HTTP path of the metrics in the Prometheus text format."
    ) { ($0.maxLength, $0.rules) = (256, [.slash]) },
    Field(
      "metricsPort", \.metricsPort,
      "The port of the metrics. That of requests when absent."
    ) { ($0.minimum, $0.maximum) = (1, 65_535) },
    Field(
      "metricsPreset", \.metricsPreset,
      """
      The name of the table that says which metrics of the server count requests, errors, latencies and \
      labelled answers.
      """
    ) { ($0.minLength, $0.maxLength) = (1, 63) },
    Field(
      "terminationGracePeriod", \.terminationGracePeriod,
      "How long a replica may take to finish its requests after it has been told to stop."),
    Field(
      "nodeSelector", \.nodeSelector,
      "The labels of the nodes that replicas may run on."
    ) { $0 = .map(of: .string(maxLength: 63), maxCount: 32) },
    Field(
      "tolerations", \.tolerations,
      "The taints of nodes that replicas tolerate, as in a pod."
    ) { $0 = .array(of: JSONValue.schema, maxCount: 32) },
    Field(
      "affinity", \.affinity,
      "Rules for the nodes and neighbours of replicas, as in a pod."),
    Field(
      "volumes", \.volumes,
      "Volumes of each replica, as in a pod."
    ) { $0 = .array(of: JSONValue.schema, maxCount: 32) },
    Field(
      "volumeMounts", \.volumeMounts,
      "Where the server sees the volumes, as in a container."
    ) { $0 = .array(of: JSONValue.schema, maxCount: 32) },
    Field(
      "template", \.template,
      """
      Any fields of a pod template, laid over what the other fields give by the rules of `kubectl patch` (strategic \
      merge): lists are merged by their keys, so that the container `model` is the server. The labels of Slipway \
      cannot be changed.
      """),
    Field(
      "warmup", \.warmup,
      "Sample requests that each replica of a candidate answers before it gets traffic. None when absent."),
    Field(
      "snapshots", \.snapshots,
      """
      What belongs to the revision besides the pod template: of the objects that it names, immutable copies are made with \
      the revision and go with it, so that neither a restart nor a rollback picks up another configuration. `ConfigMaps` \
      when absent; `Secrets` too, if the operator has been allowed to read them; none when empty.
      """
    ) { $0.maxCount = 2 },
  ]
}
