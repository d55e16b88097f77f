public import CurlTransport
import KubeCore

/// How a metrics server is told who asks.
public enum ProviderCredentials: Sendable, Hashable {
  /// Not at all.
  case none
  /// By a field with a secret value.
  case header(name: String, value: String)
  /// By a token that another server gives.
  case oauth2(OAuth2Client)
  /// By a signature of Amazon's version 4.
  case signature(CurlSigning)

  /// A token in the field `Authorization`.
  public static func bearer(_ token: String) -> ProviderCredentials {
    .header(name: "Authorization", value: "Bearer \(token)")
  }

  /// A user and a password.
  public static func basic(user: String, password: String) -> ProviderCredentials {
    .header(name: "Authorization", value: "Basic \(Base64.encode(Array("\(user):\(password)".utf8)))")
  }
}

extension ProviderCredentials: CustomStringConvertible, CustomReflectable {
  /// A description that leaves the secrets out.
  public var description: String {
    switch self {
    case .none: "none"
    case .header(let name, _): "header \(name)"
    case .oauth2(let client): "oauth2 of \(client.id)"
    case .signature(let signing): "\(signing)"
    }
  }

  /// A mirror that leaves the secrets out.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// A client in the sense of OAuth 2, which gets tokens by its own credentials (RFC 6749, section 4.4).
public struct OAuth2Client: Sendable, Hashable {
  public var tokenURL: String
  public var id: String
  public var secret: String
  public var scopes: [String]

  public init(tokenURL: String, id: String, secret: String, scopes: [String] = []) {
    (self.tokenURL, self.id, self.secret, self.scopes) = (tokenURL, id, secret, scopes)
  }
}

extension OAuth2Client: CustomReflectable {
  /// A mirror that leaves the secret out.
  public var customMirror: Mirror { Mirror(self, children: ["tokenURL": tokenURL, "id": id]) }
}
