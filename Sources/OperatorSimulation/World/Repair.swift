import KubeCore

/// What somebody will put right again.
struct Repair: Sendable {
  var due: Duration
  var path: String
  /// The object that is meant, and no other that has taken its name.
  var uid: String
  /// What becomes of its metadata.
  var changes: JSONValue
}
