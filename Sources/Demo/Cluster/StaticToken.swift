import KubeSimulator

/// A bearer token that never changes, and whose it is.
public struct StaticToken: Sendable, Hashable {
  public var token: String
  public var user: String
  public var groups: [String]

  /// Reads `TOKEN=USER` or `TOKEN=USER,GROUP,...`; `nil` when a part is missing.
  public init?(_ text: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty else { return nil }
    let names = parts[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let user = names.first, names.allSatisfy({ !$0.isEmpty }) else { return nil }
    (token, self.user, groups) = (String(parts[0]), user, Array(names.dropFirst()))
  }

  /// The user as the cluster knows him.
  var identity: UserInfo { UserInfo(name: user, groups: groups + ["system:authenticated"]) }
}
