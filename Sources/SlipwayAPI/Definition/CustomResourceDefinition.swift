public import KubeCore

/// The definitions of Slipway's own kinds, as an API server takes them.
public enum CustomResourceDefinition {
  /// All of them, in the order in which they are listed.
  public static let all = [modelDeployment, rolloutRequest, rolloutPolicy]

  /// The definition of `ModelDeployment`.
  public static let modelDeployment = make(
    ModelDeployment.resourceType, shortName: "mdl", schema: modelDeploymentSchema, PrinterColumn.modelDeployment,
    selectable: [".spec.strategy.type", ".spec.model.format", ".status.phase"],
    subresources: [
      "status": [:],
      "scale": [
        "specReplicasPath": ".spec.replicas",
        "statusReplicasPath": ".status.replicas",
        "labelSelectorPath": ".status.selector",
      ],
    ])

  /// The definition of `RolloutRequest`.
  public static let rolloutRequest = make(
    RolloutRequest.resourceType, shortName: "rlr", schema: rolloutRequestSchema, PrinterColumn.rolloutRequest,
    selectable: [".spec.deployment", ".spec.verb", ".status.state"],
    subresources: ["status": [:]])

  /// The definition of `RolloutPolicy`.
  public static let rolloutPolicy = make(
    RolloutPolicy.resourceType, shortName: "rlp", schema: rolloutPolicySchema, PrinterColumn.rolloutPolicy)

  /// - Parameter selectable: the fields that lists can be asked for by, beside name and namespace (Kubernetes 1.32).
  private static func make(
    _ type: ResourceType, shortName: String, schema: Schema, _ columns: [PrinterColumn], selectable: [String] = [],
    subresources: JSONValue? = nil
  ) -> JSONValue {
    var version: JSONValue = [
      "name": .string(type.version),
      "served": true,
      "storage": true,
      "additionalPrinterColumns": .array(columns.map(\.json)),
    ]
    if !selectable.isEmpty { version["selectableFields"] = .array(selectable.map { ["jsonPath": .string($0)] }) }
    version["subresources"] = subresources
    version["schema"] = ["openAPIV3Schema": schema.json]
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
          "shortNames": [.string(shortName)],
          "categories": ["slipway"],
        ],
        "scope": .string(type.isNamespaced ? "Namespaced" : "Cluster"),
        "versions": [version],
      ],
    ]
  }
}
