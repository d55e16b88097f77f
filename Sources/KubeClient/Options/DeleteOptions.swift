import KubeCore

/// How an object is deleted, and on what condition.
public struct DeleteOptions: Sendable, Hashable {
  /// What becomes of the objects that the deleted one owns.
  public enum Propagation: String, Sendable, Hashable {
    /// They are deleted afterwards.
    case background = "Background"
    /// They are deleted first; until then the owner stays, marked for deletion.
    case foreground = "Foreground"
    /// They stay, without the owner.
    case orphan = "Orphan"
  }

  /// Default `.background`; `nil` leaves it to the server, which differs from kind to kind.
  public var propagation: Propagation? = .background
  /// How long the object may take to end; only pods do. `nil` leaves it to the object.
  public var gracePeriodSeconds: Int?
  /// The object is deleted only if it is this very one, and not another that has taken its name.
  public var uid: String?
  /// The object is deleted only if it has not changed since this version.
  public var resourceVersion: String?
  /// Checks everything and deletes nothing.
  public var dryRun = false

  public init(gracePeriodSeconds: Int? = nil, uid: String? = nil, resourceVersion: String? = nil) {
    self.gracePeriodSeconds = gracePeriodSeconds
    self.uid = uid
    self.resourceVersion = resourceVersion
  }

  /// Whether a second deletion could not hit another object than the first.
  var isGuarded: Bool { uid != nil || resourceVersion != nil }

  /// The body of the request; `nil` when there is nothing to say.
  var body: JSONValue? {
    var body: JSONValue = ["apiVersion": "v1", "kind": "DeleteOptions"]
    let bare = body
    body["propagationPolicy"] = propagation.map { .string($0.rawValue) }
    body["gracePeriodSeconds"] = gracePeriodSeconds.map { .integer(Int64($0)) }
    if let uid { body[["preconditions", "uid"]] = .string(uid) }
    if let resourceVersion { body[["preconditions", "resourceVersion"]] = .string(resourceVersion) }
    if dryRun { body["dryRun"] = ["All"] }
    return body == bare ? nil : body
  }
}
