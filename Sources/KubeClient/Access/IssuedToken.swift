public import KubeCore

/// A token of a service account, for a time and for certain readers.
public struct IssuedToken: Sendable, Hashable {
  public var token: String
  public var expires: Timestamp
}

extension IssuedToken: CustomStringConvertible, CustomDebugStringConvertible {
  /// Without the token: it must not reach a log.
  public var description: String { "a token that expires at \(expires)" }
  public var debugDescription: String { description }
}

extension IssuedToken: Decodable {
  private struct Answer: Decodable {
    struct Status: Decodable {
      var token: String
      var expirationTimestamp: Timestamp
    }

    var status: Status
  }

  public init(from decoder: any Decoder) throws {
    let status = try Answer(from: decoder).status
    self.init(token: status.token, expires: status.expirationTimestamp)
  }
}
