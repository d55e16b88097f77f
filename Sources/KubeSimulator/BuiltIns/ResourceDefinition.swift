package import KubeCore
package import KubeSchema

/// One resource as the simulator serves it, built in or custom.
package struct ResourceDefinition: Sendable {
  /// The fields that the scale subresource reads and writes.
  package struct ScalePaths: Sendable, Hashable {
    package var specReplicas: [String]
    package var statusReplicas: [String]
    package var labelSelector: [String]?
  }

  /// A column that a definition adds to tables.
  package struct PrinterColumn: Sendable, Hashable {
    package var name: String
    package var type: String
    package var format: String
    package var description: String
    package var path: String
    package var priority: Int64
  }

  package var type: ResourceType
  package var singular: String
  package var shortNames: [String]
  package var categories: [String]
  package var listKind: String
  /// The schema of the whole object.
  package var schema: Schema
  /// The rules in CEL that custom objects are held to.
  package var rules: RuleSet?
  package var isCustom: Bool
  package var hasStatus: Bool
  package var scale: ScalePaths?
  /// Whether `metadata.generation` counts the changes of the specification.
  package var hasGeneration: Bool
  /// The name under which objects are stored: versions and views of one resource share it.
  package var storage: String
  package var columns: [PrinterColumn] = []
  package var selectableFields: [[String]] = []
  /// The other forms of a custom object; `nil` for what has one version only.
  package var versions: VersionForms?
  /// What every request to this version is warned of.
  package var deprecation: String?
  /// The built-in type of the object; empty for custom resources.
  package var goType = ""

  /// The kind as messages name it: `Kind` or `Kind.group`.
  package var qualifiedKind: String { type.group.isEmpty ? type.kind : "\(type.kind).\(type.group)" }

  /// Whether who replaces an object must say which version of it he has seen.
  var needsVersionToReplace: Bool {
    isCustom || type.group == "admissionregistration.k8s.io"
      || [
        "apiextensions.k8s.io/customresourcedefinitions", "coordination.k8s.io/leases", "node.k8s.io/runtimeclasses",
        "policy/poddisruptionbudgets",
      ].contains(storage)
  }

  /// Whether replacing what is not there creates it.
  var createsOnUpdate: Bool {
    type.group == "rbac.authorization.k8s.io"
      || [
        "coordination.k8s.io/leases", "endpoints", "events", "limitranges", "node.k8s.io/runtimeclasses", "services",
      ].contains(storage)
  }
}
