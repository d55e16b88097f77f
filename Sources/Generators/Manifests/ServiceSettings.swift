import KubeCore
public import SlipwayAPI

/// What is asked of a model's objects in a cluster.
public struct ServiceSettings: Sendable {
  /// What follows the load.
  public enum Autoscaling: String, Sendable, Hashable, CaseIterable {
    /// The number of replicas is fixed.
    case none
    /// By the use of processors.
    case hpa
    /// By requests a second, as Prometheus has them.
    case keda
  }

  /// The name of all objects, and of the model.
  public var name: String
  public var namespace: String
  public var image: ImageReference
  public var runtime: RuntimePreset
  public var format: ModelFormat
  /// Where the model lies, for people and for a ModelDeployment.
  public var uri: String
  public var replicas = 2
  /// The most replicas that autoscaling makes.
  public var maximumReplicas = 10
  public var autoscaling = Autoscaling.hpa
  /// NVIDIA accelerators of one replica.
  public var accelerators = 0
  /// The share of failed requests above which somebody is told, from 0 to 1.
  public var errorThreshold = 0.01
  /// The 99th percentile of answer times above which somebody is told, in seconds.
  public var latencyThreshold = 0.5
  /// The address of Prometheus, which KEDA asks.
  public var prometheus = "http://prometheus-operated.monitoring.svc:9090"
  /// Requests a second that one replica is to have.
  public var requestsPerReplica = 20
  /// A claim whose volume holds the model; `nil` for a model that lies in the image.
  public var claim: String?

  public init(
    name: String, namespace: String, image: ImageReference, runtime: RuntimePreset, format: ModelFormat, uri: String
  ) {
    (self.name, self.namespace, self.image) = (name, namespace, image)
    (self.runtime, self.format, self.uri) = (runtime, format, uri)
  }

  /// - Throws: the first field that is not allowed.
  func validate() throws(GeneratorError) {
    try Self.check(.label1035, name, "name")
    try Self.check(.label, namespace, "namespace")
    // Runtimes of custom models alone have images of the user's own, which may serve anything.
    guard format == .custom || runtime.formats == [.custom] || runtime.formats.contains(format) else {
      let known = runtime.formats.map(\.rawValue).joined(separator: ", ")
      throw .invalid("format", format.rawValue, "must be one that \(runtime.title) serves: \(known)")
    }
    if let claim { try Self.check(.subdomain, claim, "claim") }
    guard name.utf8.count <= 40 else { throw .invalid("name", name, "must be at most 40 bytes: objects' names are longer") }
    guard PrintableText.isOneLine(uri), (1...2_048).contains(uri.utf8.count), uri.contains(":") else {
      throw .invalid("uri", uri, "must be a URI of one line and at most 2048 bytes")
    }
    guard (1...1_000).contains(replicas) else { throw .invalid("replicas", "\(replicas)", "must be from 1 to 1000") }
    guard (replicas...1_000).contains(maximumReplicas) else {
      throw .invalid("max-replicas", "\(maximumReplicas)", "must be from \(replicas) to 1000")
    }
    guard (0...16).contains(accelerators) else {
      throw .invalid("accelerators", "\(accelerators)", "must be from 0 to 16")
    }
    guard prometheus.hasPrefix("http://") || prometheus.hasPrefix("https://"), PrintableText.isOneLine(prometheus),
      prometheus.utf8.count <= 512
    else { throw .invalid("prometheus", prometheus, "must be an http or https address") }
  }

  private static func check(_ rule: NameRule, _ text: String, _ field: String) throws(GeneratorError) {
    if let violation = rule.violation(of: text) { throw .invalid(field, text, violation) }
  }

  /// The resource that accelerators are asked for by.
  static let acceleratorKey = RuntimePreset.acceleratorKeys["nvidia"] ?? "nvidia.com/gpu"
}
