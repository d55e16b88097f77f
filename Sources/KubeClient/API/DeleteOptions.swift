import KubeCore

/// How an object is deleted, and on what condition.
public struct DeleteOptions: Sendable, Hashable {
  /// What becomes of the objects that the deleted one owns.
  public enum Propagation: String, Sendable, Hashable {
    case background = "Background"
    case foreground = "Foreground"
    case orphan = "Orphan"
  }

  public var propagation: Propagation? = .background
  public var gracePeriodSeconds: Int?
  /// The object is deleted only if it is this very one, and not another that has taken its name.
  public var uid: String?
  public var resourceVersion: String?

  public init(gracePeriodSeconds: Int? = nil, uid: String? = nil) {
    self.gracePeriodSeconds = gracePeriodSeconds
    self.uid = uid
  }

  var body: JSONValue {
    var body: JSONValue = ["apiVersion": "v1", "kind": "DeleteOptions"]
    body["propagationPolicy"] = propagation.map { .string($0.rawValue) }
    body["gracePeriodSeconds"] = gracePeriodSeconds.map { .integer(Int64($0)) }
    if let uid { body[["preconditions", "uid"]] = .string(uid) }
    if let resourceVersion { body[["preconditions", "resourceVersion"]] = .string(resourceVersion) }
    return body
  }
}
