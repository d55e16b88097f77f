import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import MetricSources
import SlipwayAPI
import Testing

@testable import SlipwayOperator

/// From a manifest and its Secrets to a server that checks who asks.
@Suite("A metrics server that asks for proof", .enabled(if: MetricsPeer.isAvailable, "skipped: no python3 or openssl"))
struct MetricServersTests {
  private let peer: MetricsPeer
  private let servers: MetricServers

  init() throws {
    peer = try MetricsPeer.shared.get()
    servers = try Self.servers(AddressRules.guarded(allowing: ["127.0.0.0/8"], besides: ""), peer.secrets)
  }

  /// The servers of an operator whose cluster has one Secret.
  private static func servers(_ addresses: AddressRules, _ secrets: [String: String]) throws -> MetricServers {
    let now = Timestamp(seconds: 1_790_000_000)
    let transport = SimulatorTransport(cluster: SimulatedCluster(start: now), now: { now }, sleepUntil: { _ in })
    let data = JSONObject(secrets.map { ($0.key, .string(Base64.encode(Array($0.value.utf8)))) })
    for (path, object) in [
      ("namespaces", ["metadata": ["name": "ml"]]),
      ("namespaces/ml/secrets", ["metadata": ["name": "peer"], "data": .object(data)]),
    ] as [(String, JSONValue)] {
      let request = KubeRequest(
        method: .post, path: "/api/v1/\(path)", headers: [KubeRequest.Field("Content-Type", "application/json")],
        body: JSONWriter.write(object))
      try #require(transport.withCluster { $0.handle(request, as: .admin, at: now).status } == 201)
    }
    return MetricServers(
      secrets: SecretShelf(KubeClient(transport: transport), time: .live), addresses: addresses, time: .live)
  }

  private static func secret(_ key: String) -> JSONValue { ["name": "peer", "key": .string(key)] }

  /// What a provider, as a manifest has it, answers.
  private func value(
    _ kind: String, _ provider: JSONValue, _ expression: String = "up", from servers: MetricServers? = nil
  ) async throws -> Double {
    var object = Manifest.model()
    object[["spec", "analysis", "providers"]] = [["name": "peer", kind: provider]]
    object[["spec", "analysis", "metrics"]] = [
      ["name": "q", "query": ["provider": "peer", "expression": .string(expression), "max": "50"]]
    ]
    let settings = try ModelDeployment.validated(object).get().spec.analysis
    let query = try #require(settings.metrics.first?.query)
    let look = RolloutLook(
      targets: [], preset: .slipway, settings: settings, name: "fraud", namespace: "ml", candidates: ["b"], stable: "a")
    let (server, _) = try await (servers ?? self.servers).provider(for: query, look, candidate: "b")
    return try await server.value(expression)
  }

  // MARK: OAuth 2

  private func oauth2(_ client: String, secret: String = "secret") -> JSONValue {
    [
      "address": .string(peer.url("/bearer")),
      "authentication": [
        "oauth2": [
          "tokenURL": .string(peer.url("/token")), "clientID": .string(client), "clientSecret": Self.secret(secret),
          "scopes": ["metrics", "read"],
        ]
      ],
    ]
  }

  /// The peer answers with the number of tokens that it has given to the client; each is good for two requests.
  @Test("gives a token for many requests, and another when it is refused")
  func tokens() async throws {
    var numbers: [Double] = []
    for _ in 0..<3 { numbers.append(try await value("prometheus", oauth2("slip way+1"))) }
    #expect(numbers == [1, 1, 2])
  }

  @Test("gives none for a wrong secret")
  func wrongSecret() async throws {
    let failure = await #expect(throws: ProviderFailure.self) {
      try await value("prometheus", oauth2("guesser", secret: "wrong"))
    }
    #expect(failure == ProviderFailure(.refused, "the server of tokens answers: HTTP status 401"))
  }

  @Test("is not asked for a token at an address that is refused")
  func refusedAddress() async throws {
    let guarded = try Self.servers(.guarded, peer.secrets)
    let failure = await #expect(throws: ProviderFailure.self) {
      try await value("prometheus", oauth2("inside"), from: guarded)
    }
    #expect(failure?.kind == .refused && failure?.reason.contains("127.0.0.1") == true)
  }

  // MARK: Signatures

  private func signed(_ path: String, secret: String = "secret", isTemporary: Bool = false) -> JSONValue {
    var credentials: JSONValue = [
      "region": "eu-central-1", "service": "aps", "accessKeyID": Self.secret("id"),
      "secretAccessKey": Self.secret(secret),
    ]
    if isTemporary { credentials["sessionToken"] = Self.secret("token") }
    return [
      "address": .string(peer.url("/signed\(path)")), "headers": ["X-Scope-OrgID": "ml  ops"],
      "authentication": ["sigV4": credentials],
    ]
  }

  private var cloudWatch: JSONValue {
    [
      "region": "eu-central-1", "address": .string(peer.url("/signed")), "accessKeyID": Self.secret("id"),
      "secretAccessKey": Self.secret("secret"), "sessionToken": Self.secret("token"),
    ]
  }

  @Test(
    "finds signatures right over forms, queries and fields",
    arguments: [
      ("prometheus", "/workspaces/ws-1", #"sum(rate(x{a=~"b|c"}[1m])) > 0 or é"#), ("graphite", "", "sumSeries(a.b,*)"),
      ("web", "/v1/score", "data.result[0].value[1]"),
      ("web", "/v1", "/score?stage=b&model=fraud,v2 data.result[0].value[1]"), ("cloudWatch", "", "up"),
    ])
  func signatures(kind: String, path: String, expression: String) async throws {
    guard peer.checksSignatures else { return print("skipped: python3 has no botocore") }
    guard kind != "cloudWatch" else { return #expect(try await value(kind, cloudWatch) == 42) }
    for isTemporary in [false, true] {
      #expect(try await value(kind, signed(path, isTemporary: isTemporary), expression) == 42)
    }
  }

  @Test("refuses the signature of another secret")
  func wrongSignature() async throws {
    guard peer.checksSignatures else { return print("skipped: python3 has no botocore") }
    let failure = await #expect(throws: ProviderFailure.self) {
      try await value("prometheus", signed("", secret: "wrong"))
    }
    #expect(failure?.kind == .refused && failure?.reason.contains("SignatureDoesNotMatch") == true)
  }

  @Test("gets no signature over a path that needs escapes")
  func unsignedPath() async throws {
    let failure = await #expect(throws: ProviderFailure.self) { try await value("prometheus", signed("/a%20b")) }
    #expect(failure?.kind == .refused && failure?.reason.contains("the path of a request that is signed") == true)
  }

  // MARK: Certificates

  private func certified(_ keys: [String]) -> JSONValue {
    let tls = JSONObject(keys.map { ($0, Self.secret($0)) })
    return ["address": .string(peer.secureURL("/certified")), "tls": .object(tls)]
  }

  @Test("is shown the certificate that it asks for")
  func certificate() async throws {
    #expect(try await value("prometheus", certified(["authority", "certificate", "key"])) == 7)
  }

  @Test("gives nothing without a certificate, and is not believed without its authority")
  func noCertificate() async throws {
    for keys in [["authority"], ["certificate", "key"]] {
      await #expect(throws: ProviderFailure.self) { try await value("prometheus", certified(keys)) }
    }
  }
}
