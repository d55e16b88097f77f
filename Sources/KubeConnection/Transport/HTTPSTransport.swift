import FoundationEssentials
public import KubeClient

/// The way to an API server over HTTPS.
///
/// Calls and watches share one HTTP/2 connection where the server offers it, but for watches that begin with all
/// objects: each of those has a connection of its own. Each request carries the credential of its moment; certificates,
/// keys and tokens in files are looked at again while the program runs, and connections with older certificates end
/// once their calls are over. A call that is answered with 401 is sent once more if another credential can be had.
public struct HTTPSTransport: KubeTransport {
  private let server: String
  private let session: ConnectionSession

  /// Reads the files that the access refers to; nothing is sent yet.
  ///
  /// Credentials do not travel without encryption: an access that has some and leads to an `http` address is refused,
  /// where client-go would send them.
  ///
  /// - Throws: `.unreadableFile`, `.invalidCertificate`, `.insecureServer`; `.invalidKubeconfig` for an address that is
  ///   none.
  public init(
    _ access: ClusterAccess, configuration: ConnectionConfiguration = ConnectionConfiguration()
  ) throws(ConnectionError) {
    var access = access
    access.server = try ServerAddress.normalise(access.server)
    guard access.isSecure || !access.hasCredentials else {
      throw ConnectionError(
        .insecureServer, "the server \(access.server) is not reached over https: no credentials go there")
    }
    let (clock, observer) = (configuration.clock, configuration.observer)
    let material = try TLSMaterialSource(access, clock: clock, observer: observer)
    session = ConnectionSession(
      credentials: Self.credentials(access, configuration, material), material: material,
      transports: TransportSwitch(grace: configuration.watchGrace) { [access, configuration] in
        CurlKubeTransport(access, material: $0, configuration: configuration)
      },
      limit: CallLimit(configuration.callLimit), impersonation: access.impersonation?.headers ?? [],
      observer: observer)
    server = access.server
  }

  /// - Throws: an error only when there is no answer; `.unauthorized` when no credential could be had.
  public func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse { try await session.send(request) }

  /// Ends all exchanges and closes the connections.
  public func shutdown() async { await session.transports.shutdown() }
}

extension HTTPSTransport {
  private static func credentials(
    _ access: ClusterAccess, _ configuration: ConnectionConfiguration, _ material: TLSMaterialSource
  ) -> any CredentialSource {
    switch access.authorization {
    case .none: FixedCredentialSource(credential: CallCredential())
    case .token(let token):
      FixedCredentialSource(credential: CallCredential(authorization: BearerToken.header(token)))
    case .basic(let user, let password):
      FixedCredentialSource(credential: CallCredential(authorization: basic(user, password)))
    case .tokenFile(let path, let fallback):
      TokenFileSource(
        path: path, fallback: fallback, clock: configuration.clock, observer: configuration.observer)
    case .exec(let plugin):
      ExecCredentialSource(
        clock: configuration.clock, observer: configuration.observer,
        run: run(plugin, access, configuration, material))
    }
  }

  private static func basic(_ user: String, _ password: Secret<String>) -> Secret<String> {
    Secret("Basic " + Data("\(user):\(password.value)".utf8).base64EncodedString())
  }

  private static func run(
    _ plugin: ExecPlugin, _ access: ClusterAccess, _ configuration: ConnectionConfiguration,
    _ material: TLSMaterialSource
  ) -> @Sendable () async throws(ConnectionError) -> ExecCredential {
    let runner = ExecPluginRunner(
      environment: configuration.environment, policy: configuration.pluginPolicy,
      timeLimit: configuration.pluginTimeLimit, hasTerminal: { StandardInput.isTerminal })
    return { () async throws(ConnectionError) in
      let cluster = ExecCredentialRequest.Cluster(
        access: access, authority: material.current().authority, configuration: plugin.cluster?.value)
      return try ExecCredential(output: try await runner.run(plugin, cluster: cluster), of: plugin)
    }
  }
}

extension HTTPSTransport: CustomStringConvertible, CustomReflectable {
  /// The server's address.
  public var description: String { "HTTPSTransport(\(server))" }
  /// A mirror that shows the server's address alone.
  public var customMirror: Mirror { Mirror(self, children: ["server": server]) }
}
