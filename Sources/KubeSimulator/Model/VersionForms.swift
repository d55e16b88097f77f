import KubeCore
import KubeSchema

/// The versions of a custom resource, of which one is stored.
package final class VersionForms: Sendable {
  /// The version in which objects are stored.
  let stored: String
  /// The schemas by `group/version`, those of versions that are not served too.
  let schemas: [String: Schema]

  /// `nil` when a definition has one version only.
  init?(_ spec: JSONValue) {
    let versions = spec["versions"]?.elements ?? []
    guard versions.count > 1, let group = spec["group"]?.string,
      let stored = versions.first(where: { $0["storage"]?.bool == true })?["name"]?.string
    else { return nil }
    self.stored = "\(group)/\(stored)"
    schemas = Dictionary(
      versions.map { version in
        (
          "\(group)/\(version["name"]?.string ?? "")",
          ResourceDefinition.schema(version["schema"]?["openAPIV3Schema"] ?? [:])
        )
      }
    ) { first, _ in first }
  }
}
