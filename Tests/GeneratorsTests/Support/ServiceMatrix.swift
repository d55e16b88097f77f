import SlipwayAPI

@testable import Generators

/// Services of each runtime that has an image, and of each way to scale.
enum ServiceMatrix {
  static let all: [(name: String, settings: ServiceSettings)] = {
    var all: [(String, ServiceSettings)] = []
    for runtime in [RuntimePreset.slipway] + ServingChoice.runtimes {
      guard let image = try? ImageReference("registry.example/models/fraud:12", field: "image") else { continue }
      var settings = ServiceSettings(
        name: "fraud", namespace: "ml", image: image, runtime: runtime, format: runtime.formats.first ?? .custom,
        uri: "s3://models/fraud/12")
      all.append((runtime.name, settings))
      guard runtime.name == "slipway" || runtime.name == "vllm" else { continue }
      settings.autoscaling = .keda
      settings.claim = "fraud-model"
      settings.accelerators = runtime.name == "vllm" ? 2 : 0
      all.append((runtime.name + "-keda", settings))
      settings.autoscaling = .none
      settings.image = image.pinned(to: "sha256:" + String(repeating: "0", count: 64)) ?? image
      all.append((runtime.name + "-fixed", settings))
    }
    return all
  }()

  static var pipeline: PipelineSettings {
    PipelineSettings(name: "fraud", namespace: "ml", repository: "registry.example/models/fraud", python: nil)
  }
}
