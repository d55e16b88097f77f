import KubeCore
import SlipwayAPI

extension ModelDeployment {
  /// The entry that makes it the owner of what a judge leaves behind, which does not hold up its deletion.
  var ownerOfEvidence: JSONValue {
    let type = Self.resourceType
    return [
      "apiVersion": .string(type.apiVersion), "kind": .string(type.kind), "name": .string(metadata.name ?? ""),
      "uid": .string(metadata.uid ?? ""), "controller": true,
    ]
  }
}
