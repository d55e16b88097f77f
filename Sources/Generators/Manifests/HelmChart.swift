import KubeCore
import SlipwayAPI

extension ServiceManifests {
  /// The objects as a Helm chart.
  ///
  /// They lie in `objects` as they are; one template, the same for all models, lays the values over them. So nothing of a
  /// model is ever read as a template.
  public func chart() -> [GeneratedFile] {
    let objects = (plain + monitoring).map { $0.file(in: "objects") }
    let chart: JSONValue = [
      "apiVersion": "v2", "name": .string(settings.name),
      "description": .string("Serves the model \(settings.name)."), "type": "application", "version": "0.1.0",
      "appVersion": .string(settings.image.tag ?? "0"), "kubeVersion": ">=1.27.0-0",
    ]
    let files = [
      GeneratedFile(RelativePath(known: "Chart.yaml"), YAMLWriter.write(chart)),
      GeneratedFile(RelativePath(known: "values.yaml"), YAMLWriter.write(values)),
      GeneratedFile(RelativePath(known: "values.schema.json"), JSONWriter.write(Self.schema, style: .pretty) + [0x0A]),
      GeneratedFile(RelativePath(known: "templates/objects.yaml"), PackageResources.objects_yaml),
    ]
    return (files + objects).sorted { $0.path < $1.path }
  }

  private var values: JSONValue {
    [
      "image": .string(settings.image.description), "monitoring": .bool(true), "resources": [:],
      "overrides": [:],
    ]
  }

  private static let schema: JSONValue = [
    "$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "additionalProperties": false,
    "properties": [
      "image": ["type": "string", "minLength": 1, "description": "The image, by tag or digest."],
      "monitoring": ["type": "boolean", "description": "Whether to make PodMonitor, PrometheusRule and dashboard."],
      "resources": ["type": "object", "description": "The resources of one replica, in place of the chart's."],
      "overrides": [
        "type": "object", "description": "Fields that are laid over the objects, by the object's kind.",
        "additionalProperties": ["type": "object"],
      ],
      "global": ["type": "object"],
    ],
  ]
}
