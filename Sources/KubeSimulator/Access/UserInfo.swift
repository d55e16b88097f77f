/// Who asks.
public struct UserInfo: Sendable, Hashable {
  public var name: String
  public var uid: String
  public var groups: [String]
  /// Further facts of the authenticator, such as the pod of a service account's token.
  public var extra: [String: [String]]

  public init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
    self.name = name
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }

  /// May do everything: the group `system:masters` is never asked for roles.
  public static let admin = UserInfo(name: "admin", groups: [masters, authenticated])

  /// A request without credentials.
  public static let anonymous = UserInfo(name: "system:anonymous", groups: [unauthenticated])

  /// Who shows a client certificate: its common name is the user, its organizations are the groups.
  public static func certificate(commonName: String, organizations: [String]) -> UserInfo {
    UserInfo(name: commonName, groups: organizations + [authenticated])
  }

  /// A service account, as its tokens make it known.
  public static func serviceAccount(_ name: String, namespace: String, uid: String = "") -> UserInfo {
    UserInfo(
      name: "system:serviceaccount:\(namespace):\(name)", uid: uid,
      groups: ["system:serviceaccounts", "system:serviceaccounts:\(namespace)", authenticated])
  }

  static let masters = "system:masters"
  static let unauthenticated = "system:unauthenticated"
  static let authenticated = "system:authenticated"

  /// Namespace and name of the service account that a user name stands for.
  static func serviceAccount(ofName user: String) -> (namespace: String, name: String)? {
    let parts = user.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "system", parts[1] == "serviceaccount" else { return nil }
    return (String(parts[2]), String(parts[3]))
  }
}
