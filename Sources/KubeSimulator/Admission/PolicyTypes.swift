import CEL

/// What the variables of a policy's expressions are known to be.
enum PolicyTypes {
  static let kind = object("GroupVersionKind", ["group": .string, "version": .string, "kind": .string])
  static let resource = object("GroupVersionResource", ["group": .string, "version": .string, "resource": .string])
  static let user = object(
    "UserInfo",
    [
      "username": .string, "uid": .string, "groups": .list(.string), "extra": .map(.string, .list(.string)),
    ])
  static let request = object(
    "AdmissionRequest",
    [
      "kind": kind.type, "resource": resource.type, "subResource": .string, "requestKind": kind.type,
      "requestResource": resource.type, "requestSubResource": .string, "name": .string, "namespace": .string,
      "operation": .string, "userInfo": user.type, "dryRun": .bool, "options": .dyn,
    ])

  /// A namespace shows only some of its members.
  static let namespace = object(
    "Namespace",
    ["metadata": metadata.type, "spec": specification.type, "status": status.type])

  private static let metadata = object(
    "NamespaceMetadata",
    [
      "name": .string, "generateName": .string, "namespace": .string, "labels": .map(.string, .string),
      "annotations": .map(.string, .string), "UID": .string, "creationTimestamp": .timestamp,
      "deletionGracePeriodSeconds": .int, "deletionTimestamp": .timestamp, "generation": .int,
      "resourceVersion": .string, "finalizers": .list(.string),
    ])
  private static let specification = object("NamespaceSpec", ["finalizers": .list(.string)])
  private static let condition = object(
    "NamespaceCondition",
    [
      "status": .string, "type": .string, "lastTransitionTime": .timestamp, "message": .string, "reason": .string,
    ])
  private static let status = object("NamespaceStatus", ["conditions": .list(condition.type), "phase": .string])

  static func variables(_ types: [String: CELType]) -> TypeDeclaration { object("variables", types) }

  private static func object(_ name: String, _ fields: [String: CELType]) -> TypeDeclaration {
    .object(name: "kubernetes.\(name)", fields: fields)
  }
}
