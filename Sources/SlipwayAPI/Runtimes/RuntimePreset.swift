/// What is known of one kind of model server: how it is started, asked and measured.
///
/// One table for all who need it: what generators write, what a ModelDeployment takes when it names a preset, and what the
/// judge reads. Source of each entry: the runtime's own code and documentation.
public struct RuntimePreset: Sendable, Hashable {
  /// The name in `spec.runtime.preset` and `spec.runtime.metricsPreset`.
  public let name: String
  /// What people call it.
  public let title: String
  /// The image; `nil` for runtimes whose image holds the user's own program.
  public var image: String?
  /// The image for machines with an NVIDIA accelerator, where it is another one.
  public var acceleratedImage: String?
  /// The formats that it serves, for which it can be chosen.
  public var formats: [ModelFormat] = []
  /// The program, in place of the image's entry point; empty for the image's own.
  public var command: [RuntimeText] = []
  /// The arguments, with the switch that turns metrics on where one is needed.
  public var arguments: [RuntimeText] = []
  /// The environment, with that switch as well.
  public var environment: [RuntimeVariable] = []
  /// What else it needs to be told of a format.
  public var formatVariables: [ModelFormat: RuntimeVariable] = [:]
  /// The port of requests.
  public var port = 8_080
  /// The port of metrics, where it is another one.
  public var metricsPort: Int?
  public var metricsPath = "/metrics"
  /// The path that succeeds once the model is loaded, and not before.
  public var readinessPath: RuntimeText
  /// The path that succeeds while the process can answer at all; `nil` when none tells that.
  public var livenessPath: RuntimeText?
  /// The path of inference requests.
  public var inferencePath: RuntimeText
  /// The numeric user, where the image names none or runs as root.
  public var user: Int?
  /// How the server warms up by itself, or what to send it; `nil` when nothing is known.
  public var warmUp: String?
  /// Where its metrics are, and what they are called; `nil` for a server without any.
  public var metrics: RuntimeMetrics?
  /// What people should know before they choose it.
  public var notes: [String] = []

  init(_ name: String, _ title: String, readinessPath: RuntimeText, inferencePath: RuntimeText) {
    (self.name, self.title) = (name, title)
    (self.readinessPath, self.inferencePath) = (readinessPath, inferencePath)
  }

  /// The environment for a model of this format.
  public func variables(_ format: ModelFormat) -> [RuntimeVariable] {
    environment + (formatVariables[format].map { [$0] } ?? [])
  }

  /// The resource that a container asks for to get an accelerator, by its maker.
  public static let acceleratorKeys = [
    "nvidia": "nvidia.com/gpu", "amd": "amd.com/gpu", "intel": "intel.com/gpu", "gaudi": "habana.ai/gaudi",
  ]

  /// Where a model lies in the container.
  public static let folder = "/mnt/models"
}

/// A variable that a runtime is started with.
public struct RuntimeVariable: Sendable, Hashable {
  public let name: String
  public let value: RuntimeText

  init(_ name: String, _ value: RuntimeText) { (self.name, self.value) = (name, value) }
}
