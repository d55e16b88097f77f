import KubeCore

/// One write, as the watch log keeps it.
struct Change: Sendable {
  var revision: Int64
  var key: StoredKey
  /// The object before; `nil` when it was created.
  var old: JSONValue?
  /// The object after; `nil` when it was deleted.
  var new: JSONValue?
}
