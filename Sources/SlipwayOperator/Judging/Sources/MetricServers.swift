import CurlTransport
import KubeRuntime
import MetricSources
import SlipwayAPI
import Synchronization

/// Makes what analyses say of servers into something that can be asked, with the Secrets that they name.
///
/// Users choose the addresses, so that every connection is held to the operator's rules for addresses.
final class MetricServers: Sendable {
  private struct Material: Hashable {
    var authority: [UInt8]?
    var identity: CurlConfiguration.Identity?
  }

  /// The most clients that are kept for servers with certificates of their own.
  private static let mostClients = 32

  let secrets: SecretShelf
  /// Wall-clock seconds, for servers that are asked about a time.
  let wall: @Sendable () -> Double
  private let addresses: AddressRules
  private let tokens: TokenShelf
  private let plain: CurlClient
  private let clients = Mutex<[Material: CurlClient]>([:])

  init(secrets: SecretShelf, addresses: AddressRules, time: TimeSource) {
    (self.secrets, self.addresses) = (secrets, addresses)
    wall = { time.wall().secondsWithFraction }
    tokens = TokenShelf { time.now().seconds }
    plain = Self.client(Material(), addresses)
  }

  /// A server as its settings say.
  func access(to server: MetricServer, for namespace: String) async throws(ProviderFailure) -> ServerAccess {
    let credentials = try await credentials(server.authentication, namespace)
    let client = try await client(server.tls, namespace)
    // Who asks without a secret gets the same answer as anybody else.
    let asker = server.authentication == nil && server.tls == nil ? "" : " for \(namespace)"
    return ServerAccess(
      address: ProviderAddress(url: server.address, headers: server.headers),
      client: ProviderClient(client, credentials: credentials, tokens: tokens), name: "\(server)\(asker)")
  }

  /// A client with the certificates that a server needs.
  func client(_ tls: ServerTLS?, _ namespace: String) async throws(ProviderFailure) -> CurlClient {
    guard let tls else { return plain }
    var material = Material()
    if let authority = tls.authority { material.authority = try await secrets.bytes(authority, in: namespace) }
    if let certificate = tls.certificate, let key = tls.key {
      material.identity = CurlConfiguration.Identity(
        certificateChain: try await secrets.bytes(certificate, in: namespace),
        privateKey: try await secrets.bytes(key, in: namespace))
    }
    return clients.withLock { [material] clients in
      if let client = clients[material] { return client }
      if clients.count >= Self.mostClients { clients = [:] }
      let client = Self.client(material, addresses)
      clients[material] = client
      return client
    }
  }

  private static func client(_ material: Material, _ addresses: AddressRules) -> CurlClient {
    var configuration = CurlConfiguration()
    configuration.addresses = addresses
    if let authority = material.authority { configuration.trust = .certificates(pem: authority) }
    configuration.identity = material.identity
    return CurlClient(configuration: configuration)
  }

  private func credentials(
    _ authentication: ServerAuthentication?, _ namespace: String
  ) async throws(ProviderFailure) -> ProviderCredentials {
    if let bearer = authentication?.bearer { return .bearer(try await secrets.text(bearer, in: namespace)) }
    if let basic = authentication?.basic {
      return .basic(user: basic.username, password: try await secrets.text(basic.password, in: namespace))
    }
    if let header = authentication?.header {
      return .header(name: header.name, value: try await secrets.text(header.value, in: namespace))
    }
    if let oauth2 = authentication?.oauth2 {
      return .oauth2(
        OAuth2Client(
          tokenURL: oauth2.tokenURL, id: oauth2.clientID,
          secret: try await secrets.text(oauth2.clientSecret, in: namespace), scopes: oauth2.scopes))
    }
    guard let amazon = authentication?.sigV4 else { return .none }
    return .signature(
      CurlSigning(
        region: amazon.region, service: amazon.service, keyID: try await secrets.text(amazon.accessKeyID, in: namespace),
        secret: try await secrets.text(amazon.secretAccessKey, in: namespace),
        sessionToken: try await secrets.text(orNone: amazon.sessionToken, in: namespace)))
  }
}

extension SecretShelf {
  /// The value of a key that need not be named.
  func text(
    orNone reference: SecretKeyReference?, in namespace: String
  ) async throws(ProviderFailure) -> String? {
    guard let reference else { return nil }
    return try await text(reference, in: namespace)
  }
}
