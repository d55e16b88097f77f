import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct RuntimePresetTests {
  private func deployment(_ runtime: JSONValue, format: String = "sklearn") -> Result<ModelDeployment, InvalidObject> {
    ModelDeployment.validated([
      "metadata": ["name": "fraud"],
      "spec": ["model": ["uri": "s3://models/fraud/12", "format": .string(format)], "runtime": runtime],
    ])
  }

  @Test func aPresetFillsWhatIsNotSaid() throws {
    let runtime = try deployment(["preset": "mlserver"]).get().spec.runtime
    #expect(runtime.image == "docker.io/seldonio/mlserver:1.7.1")
    #expect(runtime.readinessPath == "/v2/models/fraud/ready" && runtime.livenessPath == "/v2/health/live")
    #expect(runtime.metricsPort == 8_082 && runtime.metricsPreset == "mlserver")
    #expect(runtime.env.contains(EnvironmentVariable(name: "MLSERVER_MODEL_NAME", value: "fraud")))
    #expect(runtime.env.contains(
      EnvironmentVariable(name: "MLSERVER_MODEL_IMPLEMENTATION", value: "mlserver_sklearn.SKLearnModel")))
  }

  @Test func whatTheUserSaysCounts() throws {
    let runtime = try deployment([
      "preset": "mlserver", "image": "registry.example/a:1", "port": 9_000, "readinessPath": "/ready",
      "env": [["name": "MLSERVER_MODEL_NAME", "value": "other"], ["name": "A", "value": "b"]],
    ]).get().spec.runtime
    #expect(runtime.image == "registry.example/a:1" && runtime.port == 9_000 && runtime.readinessPath == "/ready")
    #expect(runtime.env.filter { $0.name == "MLSERVER_MODEL_NAME" }.map(\.value) == ["other"])
    #expect(runtime.env.last == EnvironmentVariable(name: "A", value: "b"))
  }

  @Test func theRevisionIsMadeOfTheUsersOwnWords() throws {
    let read = try deployment(["preset": "triton"], format: "onnx").get()
    #expect(read.revision == RevisionName.make(spec: [
      "model": ["uri": "s3://models/fraud/12", "format": "onnx"], "runtime": ["preset": "triton"],
    ]))
    #expect(read.spec.runtime.args.contains("--model-repository=/mnt/models"))
  }

  @Test("presets that give no image, or are none", arguments: [
    ("bentoml", "spec.runtime.image: must be set: the preset bentoml has none"), ("seldon", "spec.runtime.preset: \"seldon\": must be one of slipway"),
  ])
  func refused(preset: String, message: String) {
    guard case .failure(let invalid) = deployment(["preset": .string(preset)]) else {
      Issue.record("nothing was said")
      return
    }
    #expect(invalid.issues.contains { $0.description.hasPrefix(message) }, "\(invalid.issues)")
  }

  @Test("every entry is complete", arguments: RuntimePreset.all)
  func entries(preset: RuntimePreset) {
    #expect(Validation.isServiceName(preset.name) && RuntimePreset.named[preset.name] == preset)
    for path in [preset.readinessPath, preset.livenessPath, preset.inferencePath].compactMap({ $0 }) {
      #expect(path.filled(model: "m", folder: "/f").hasPrefix("/"))
    }
    #expect(preset.image.map { !$0.hasSuffix(":latest") && $0.contains(":") } ?? true)
    #expect(preset.metrics.map { !$0.requests.isEmpty && [1, 0.001, 0.000_001].contains($0.latency?.secondsPerUnit ?? 1) } ?? true)
    #expect(preset.metricsPort != preset.port)
  }
}
