/// Something about a connection's credentials that an operator's log should show. It never holds a credential.
public struct ConnectionNotice: Sendable, Hashable {
  /// What happened. New ones may come.
  public struct Kind: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable {
      case certificatesReloaded, certificatesRefused, credentialKept, refreshFailed
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }
    /// The name of the kind.
    public var description: String { value.rawValue }

    /// A certificate, a key or a bundle has changed; new connections use it, and the old ones end.
    public static let certificatesReloaded = Kind(.certificatesReloaded)
    /// A certificate, a key or a bundle has changed into what cannot be used; the old ones stay in use.
    public static let certificatesRefused = Kind(.certificatesRefused)
    /// No new token could be had; the old one is used on.
    public static let credentialKept = Kind(.credentialKept)
    /// The server has refused the credential, and no other could be had.
    public static let refreshFailed = Kind(.refreshFailed)
  }

  /// What happened.
  public var kind: Kind
  /// The reason, in words.
  public var message: String

  /// Creates a notice.
  public init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }
}

/// Hears of notices, on whatever thread makes the call that they come up in; it must not block.
public typealias ConnectionObserver = @Sendable (ConnectionNotice) -> Void
