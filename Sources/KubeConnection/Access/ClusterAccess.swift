/// Where an API server is, how it is recognised, and who speaks to it.
///
/// The value holds credentials; they do not show in its description.
public struct ClusterAccess: Sendable, Hashable {
  /// Which certificates of the server to accept.
  public enum Trust: Sendable, Hashable {
    /// Those that the system's certificate store vouches for.
    case system
    /// Those that these certificates vouch for, and no others.
    case authority(Material)
    /// All, unverified.
    case insecure
  }

  /// The base address, such as `https://127.0.0.1:6443`; it may carry a path.
  public var server: String
  /// The namespace for what names none; `nil` when nothing says so, which stands for `default`.
  public var namespace: String?
  /// Which certificates of the server to accept; the default is what the system trusts.
  public var trust = Trust.system
  /// The name that the server's certificate must carry, when it is not the host of ``server``.
  public var serverName: String?
  /// The certificate to show to the server.
  public var certificate: ClientCertificate?
  /// What each call says of who is calling.
  public var authorization = Authorization.none
  /// Whom the caller acts as.
  public var impersonation: Impersonation?
  /// The proxy to go through; `nil` leaves it to the environment (`HTTPS_PROXY`, `NO_PROXY`).
  public var proxy: ProxyURL?
  /// Whether answers may come compressed; the default is yes.
  public var acceptsCompression = true

  /// Creates an access without any credentials.
  public init(server: String) { self.server = server }

  /// Whether calls are encrypted.
  var isSecure: Bool { server.lowercased().hasPrefix("https://") }

  /// Whether anything in here must not travel without encryption.
  var hasCredentials: Bool { certificate != nil || authorization != .none }
}
