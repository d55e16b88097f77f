/// Somebody as the API server knows them.
public struct UserInfo: Sendable, Hashable, Codable {
  public var username: String?
  public var uid: String?
  public var groups: [String]?
  public var extra: [String: [String]]?

  public init(
    username: String? = nil, uid: String? = nil, groups: [String]? = nil, extra: [String: [String]]? = nil
  ) {
    self.username = username
    self.uid = uid
    self.groups = groups
    self.extra = extra
  }
}

/// What a server says of a token that somebody has shown.
public struct TokenAnswer: Sendable, Hashable, Decodable {
  public var isAuthenticated: Bool
  public var user: UserInfo
  public var audiences: [String]
  /// Why the token could not be checked; empty when it could.
  public var error: String

  private enum Key: String, CodingKey { case status, authenticated, user, audiences, error }

  public init(from decoder: any Decoder) throws {
    let status = try decoder.container(keyedBy: Key.self).nestedContainer(keyedBy: Key.self, forKey: .status)
    isAuthenticated = try status.decodeIfPresent(Bool.self, forKey: .authenticated) ?? false
    user = try status.decodeIfPresent(UserInfo.self, forKey: .user) ?? UserInfo()
    audiences = try status.decodeIfPresent([String].self, forKey: .audiences) ?? []
    error = try status.decodeIfPresent(String.self, forKey: .error) ?? ""
  }
}
