public import ArgumentParser
import GeneratorKit
public import Generators
public import SlipwayAPI

/// What is asked of a model's objects.
struct ServiceOptions: ParsableArguments {
  @Option(help: "The name of the objects, and of the model.")
  var name: String

  @Option(name: .shortAndLong, help: "Their namespace.")
  var namespace = "default"

  @Option(help: "The image, by an exact tag or digest. The runtime's own when absent.")
  var image: String?

  @Option(help: "The runtime: \(RuntimePreset.all.map(\.name).joined(separator: ", ")).")
  var runtime = RuntimePreset.slipway.name

  @Option(help: "The model's folder or file, from which its format is read.")
  var model: String?

  @Option(help: "How the model is stored, where there is no folder to look at.")
  var format: ModelFormat?

  @Option(help: "Where the model lies: its URI.")
  var uri: String

  @Option(help: "How many replicas the whole traffic needs.")
  var replicas = 2

  @Option(help: "The most replicas that autoscaling makes.")
  var maxReplicas = 10

  @Option(help: "What follows the load: hpa (processors), keda (requests, by Prometheus) or none.")
  var autoscaling = ServiceSettings.Autoscaling.hpa

  @Option(help: "NVIDIA accelerators of one replica.")
  var accelerators = 0

  @Option(help: "A PersistentVolumeClaim whose volume holds the model.")
  var claim: String?

  @Option(help: "Prometheus, which KEDA asks.")
  var prometheus: String?

  func manifests() throws -> ServiceManifests {
    guard let preset = RuntimePreset.named[runtime] else {
      throw ValidationError("--runtime: \(runtime) must be one of \(RuntimePreset.all.map(\.name).joined(separator: ", "))")
    }
    guard let image = image ?? preset.image else { throw ValidationError("--image must be given for \(preset.title)") }
    let found = try model.map { try ModelInspector(try ModelFolder($0)).inspect().format }
    var settings = ServiceSettings(
      name: name, namespace: namespace, image: try ImageReference(image, field: "--image"), runtime: preset,
      format: format ?? found ?? .custom, uri: uri)
    (settings.replicas, settings.maximumReplicas) = (replicas, max(replicas, maxReplicas))
    (settings.autoscaling, settings.accelerators, settings.claim) = (autoscaling, accelerators, claim)
    if let prometheus { settings.prometheus = prometheus }
    return try ServiceManifests(settings)
  }
}

extension ModelFormat: ExpressibleByArgument {}
extension ServiceSettings.Autoscaling: ExpressibleByArgument {}
