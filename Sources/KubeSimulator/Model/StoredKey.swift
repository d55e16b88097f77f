import KubeCore

/// What identifies a stored object among all objects.
struct StoredKey: Sendable, Hashable, Comparable {
  /// The name under which the resource is stored: `pods`, `apps/deployments`, ...
  var storage: String
  var key: ObjectKey

  static func < (left: StoredKey, right: StoredKey) -> Bool {
    (left.storage, left.key) < (right.storage, right.key)
  }
}
