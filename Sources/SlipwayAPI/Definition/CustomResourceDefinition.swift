public import KubeCore

/// The definitions of Slipway's own kinds, as an API server takes them.
public enum CustomResourceDefinition {
  /// The definition of `ModelDeployment`.
  public static let modelDeployment: JSONValue = {
    let type = ModelDeployment.resourceType
    return [
      "apiVersion": "apiextensions.k8s.io/v1",
      "kind": "CustomResourceDefinition",
      "metadata": ["name": .string(type.qualifiedName)],
      "spec": [
        "group": .string(type.group),
        "names": [
          "kind": .string(type.kind),
          "listKind": .string("\(type.kind)List"),
          "plural": .string(type.plural),
          "singular": .string(type.kind.lowercased()),
          "shortNames": ["mdl"],
          "categories": ["slipway"],
        ],
        "scope": .string(type.isNamespaced ? "Namespaced" : "Cluster"),
        "versions": [modelDeploymentVersion(type.version)],
      ],
    ]
  }()

  private static func modelDeploymentVersion(_ name: String) -> JSONValue {
    [
      "name": .string(name),
      "served": true,
      "storage": true,
      "additionalPrinterColumns": .array(PrinterColumn.modelDeployment.map(\.json)),
      "subresources": [
        "status": [:],
        "scale": [
          "specReplicasPath": ".spec.replicas",
          "statusReplicasPath": ".status.replicas",
          "labelSelectorPath": ".status.selector",
        ],
      ],
      "schema": ["openAPIV3Schema": modelDeploymentSchema.json],
    ]
  }

  /// The schema of a whole object.
  ///
  /// `metadata` is the API server's own, and is only named.
  static var modelDeploymentSchema: Schema {
    var schema = Schema(.object)
    schema.description = "A model, how it runs and how it changes."
    var spec = ModelDeploymentSpec.schema
    spec.description = "What is wanted."
    var status = ModelDeploymentStatus.schema
    status.description = "What is true, as the operator last saw it."
    schema.properties = [
      Schema.Property(name: "apiVersion", schema: typeName("The version of the kind."), isRequired: false),
      Schema.Property(name: "kind", schema: typeName("The kind of the object."), isRequired: false),
      Schema.Property(name: "metadata", schema: Schema(.object), isRequired: false),
      Schema.Property(name: "spec", schema: spec, isRequired: true),
      Schema.Property(name: "status", schema: status, isRequired: false),
    ]
    return schema
  }

  private static func typeName(_ description: String) -> Schema {
    var schema = Schema(.string)
    schema.description = description
    return schema
  }
}
