import KubeCore
import SlipwayAPI

extension ServiceManifests {
  /// The ModelDeployment that asks Slipway for the same model.
  ///
  /// - Throws: what Slipway would say of it.
  public func modelDeployment() throws(GeneratorError) -> GeneratedObject {
    let runtime = settings.runtime
    var fields: JSONValue = [
      "image": .string(settings.image.description), "port": .integer(Int64(runtime.port)),
      "readinessPath": .string(filled(runtime.readinessPath)), "metricsPath": .string(runtime.metricsPath),
      "metricsPreset": .string(runtime.name),
    ]
    if !runtime.command.isEmpty { fields["command"] = .array(runtime.command.map { .string(filled($0)) }) }
    if !runtime.arguments.isEmpty { fields["args"] = .array(runtime.arguments.map { .string(filled($0)) }) }
    if let path = runtime.livenessPath { fields["livenessPath"] = .string(filled(path)) }
    let variables = runtime.variables(settings.format)
    if !variables.isEmpty {
      fields["env"] = .array(variables.map { ["name": .string($0.name), "value": .string(filled($0.value))] })
    }
    if let port = runtime.metricsPort { fields["metricsPort"] = .integer(Int64(port)) }
    addVolumes(to: &fields)
    var spec: JSONValue = [
      "replicas": .integer(Int64(settings.replicas)),
      "model": [
        "uri": .string(settings.uri), "format": .string(settings.format.rawValue), "name": .string(settings.name),
      ],
      "runtime": fields, "strategy": ["type": "Canary"],
    ]
    let metrics = runtime.standardMetrics
    // Only what servers of this kind have can be asked of them.
    if metrics != AnalysisMetric.standard {
      spec["analysis"] = [
        "metrics": .array(metrics.map { ["name": .string($0.name), $0.kind?.rawValue ?? "": [:]] })
      ]
    }
    let object = object(ModelDeployment.resourceType.apiVersion, ModelDeployment.resourceType.kind, spec: spec)
    if case .failure(let invalid) = ModelDeployment.validated(object) {
      throw GeneratorError(.invalid, "modeldeployment.yaml", "\(invalid)")
    }
    return GeneratedObject("modeldeployment.yaml", object)
  }

  private func addVolumes(to fields: inout JSONValue) {
    fields["volumes"] = [["name": "tmp", "emptyDir": ["sizeLimit": "1Gi"]]]
    fields["volumeMounts"] = [["name": "tmp", "mountPath": "/tmp"]]
    guard let claim = settings.claim else { return }
    fields["volumes"] = .array(
      (fields["volumes"]?.elements ?? []) + [
        ["name": "model", "persistentVolumeClaim": ["claimName": .string(claim), "readOnly": true]]
      ])
    fields["volumeMounts"] = .array(
      (fields["volumeMounts"]?.elements ?? []) + [
        ["name": "model", "mountPath": .string(RuntimePreset.folder), "readOnly": true]
      ])
  }
}
