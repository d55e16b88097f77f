import KubeCore
import KubeSchema

/// What an update may not do to the metadata of an object.
enum MetadataRules {
  /// - Returns: each error twice: the server looks at the metadata of all objects, and once more at those of the kind.
  static func checkChange(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    let errors = checkFinalizers(object, old) + checkDeletion(object, old)
    return errors + errors
  }

  /// - Returns: like `checkChange`, each error twice.
  static func checkIdentity(_ proposed: JSONValue, _ old: JSONValue) -> [FieldError] {
    guard let uid = proposed.uid, !uid.isEmpty, uid != old.uid else { return [] }
    return Array(repeating: .invalid("metadata.uid", .string(uid), "field is immutable"), count: 2)
  }

  /// Kinds whose updates are also judged like new objects.
  private static let whole: Set = [
    "configmaps", "secrets", "pods", "persistentvolumeclaims", "serviceaccounts", "endpoints", "namespaces",
    "replicationcontrollers", "apps/controllerrevisions", "apps/daemonsets", "apps/replicasets", "batch/jobs",
    "rbac.authorization.k8s.io/clusterrolebindings", "rbac.authorization.k8s.io/clusterroles",
    "rbac.authorization.k8s.io/rolebindings", "rbac.authorization.k8s.io/roles",
  ]

  /// The errors of metadata as often as an update meets them.
  static func repeated(_ errors: [FieldError], _ definition: ResourceDefinition) -> [FieldError] {
    let more = whole.contains(definition.storage) ? 1 : 0
    return errors.flatMap { error -> [FieldError] in
      let isChecked = ["metadata.labels", "metadata.annotations", "metadata.ownerReferences"].contains {
        error.field.hasPrefix($0)
      }
      // Names of finalizers are looked at when an object is made, and by the rules of built-in kinds.
      if error.field == "metadata.finalizers" { return Array(repeating: error, count: more) }
      return Array(repeating: error, count: (isChecked ? 3 : 1) + more)
    }
  }

  private static func checkFinalizers(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    guard old.isDeleting else { return [] }
    let new = Set(object.finalizers).subtracting(old.finalizers).sorted()
    guard !new.isEmpty else { return [] }
    let list = new.map { "\"\($0)\"" }.joined(separator: ", ")
    return [
      .forbidden(
        "metadata.finalizers",
        "no new finalizers can be added if the object is being deleted, found new finalizers []string{\(list)}")
    ]
  }

  /// Only a deletion says when an object goes.
  private static func checkDeletion(_ object: JSONValue, _ old: JSONValue) -> [FieldError] {
    ["deletionTimestamp", "deletionGracePeriodSeconds"].compactMap { field in
      guard object.metadata[field] != old.metadata[field] else { return nil }
      return .invalid("metadata.\(field)", object.metadata[field] ?? .null, "field is immutable")
    }
  }
}
