import KubeClient
import KubeCore
import Testing

@testable import KubeConnection

/// Credentials do not show in descriptions, dumps, notices and errors.
@Suite struct RedactionTests {
  private static let secret = "hunter2"

  private func expectNoSecret(in value: Any, _ location: SourceLocation = #_sourceLocation) {
    #expect(!reveals(value), sourceLocation: location)
  }

  /// Whether a value's texts or its dump hold the secret, as a text or as bytes.
  private func reveals(_ value: Any) -> Bool {
    var dumped = ""
    dump(value, to: &dumped)
    // The bytes of a dumped array stand on lines of their own.
    let bytes = Self.secret.utf8.map { "- \($0)" }
    let lines = dumped.split(separator: "\n").map { String($0.drop { $0 == " " }) }
    return [dumped, String(describing: value), String(reflecting: value)].contains { $0.contains(Self.secret) }
      || lines.indices.contains { lines[$0...].starts(with: bytes) }
  }

  private var plugin: ExecPlugin {
    var plugin = ExecPlugin(command: "get-token")
    plugin.arguments = Secret(["--password", Self.secret])
    plugin.environment = Secret(["PASSWORD": Self.secret])
    plugin.cluster = Secret(["audience": .string(Self.secret)])
    return plugin
  }

  private var accesses: [ClusterAccess] {
    let authorizations: [Authorization] = [
      .token(Self.secret), .tokenFile("/f", fallback: Secret(Self.secret)),
      .basic(user: "ana", password: Secret(Self.secret)), .exec(plugin),
    ]
    return authorizations.map { authorization in
      var access = ClusterAccess(server: "https://h")
      access.authorization = authorization
      access.proxy = ProxyURL("http://ana:\(Self.secret)@proxy:3128")
      access.certificate = ClientCertificate(
        chain: .bytes(Array(Self.secret.utf8)), key: .bytes(Array(Self.secret.utf8)))
      return access
    }
  }

  @Test("the probe finds what is not hidden")
  func probe() {
    #expect(reveals(["token": Self.secret]))
    #expect(reveals(Array(Self.secret.utf8)))
  }

  @Test("values that hold credentials")
  func values() throws {
    for access in accesses {
      expectNoSecret(in: access)
      expectNoSecret(in: access.authorization)
    }
    expectNoSecret(in: plugin)
    var overrides = ConnectionOverrides()
    overrides.token = Secret(Self.secret)
    expectNoSecret(in: overrides)
  }

  @Test("kubeconfigs")
  func kubeconfigs() throws {
    let text = """
      current-context: x
      clusters: [{name: c, cluster: {server: "https://h", proxy-url: "http://ana:\(Self.secret)@p"}}]
      users: [{name: u, user: {token: \(Self.secret)}}, {name: v, user: {password: \(Self.secret)}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      """
    let config = try Kubeconfig(text: text, folder: "/")
    expectNoSecret(in: config)
    expectNoSecret(in: try config.resolve())
    expectNoSecret(in: Array(config.users.values))
  }

  @Test("transports")
  func transports() throws {
    for var access in accesses {
      access.certificate = nil
      let transport = try HTTPSTransport(access)
      expectNoSecret(in: transport)
      expectNoSecret(in: KubeClient(transport: transport))
    }
  }

  @Test(
    "errors about kubeconfigs",
    arguments: [
      "{token: [\(secret)]}", "{token: \(secret), username: ana}", "{password: {a: \(secret)}}",
      "{client-key-data: \(secret)}", "{client-certificate-data: \(secret), client-key-data: \(secret)}",
      "{exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, "
        + "env: [{name: A, value: [\(secret)]}]}}",
      "{auth-provider: {name: gcp, config: {access-token: \(secret)}}}",
    ])
  func configurationErrors(user: String) {
    let text = """
      current-context: x
      clusters: [{name: c, cluster: {server: "https://h"}}]
      users: [{name: u, user: \(user)}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      """
    let error = #expect(throws: ConnectionError.self) { try Kubeconfig(text: text, folder: "/").resolve() }
    expectNoSecret(in: error as Any)
  }

  @Test("errors about addresses", arguments: ["https://ana:\(secret)@h", "ana:\(secret)@h:6443"])
  func addresses(server: String) {
    let error = #expect(throws: ConnectionError.self) { try HTTPSTransport(ClusterAccess(server: server)) }
    expectNoSecret(in: error as Any)
  }

  @Test("credentials do not go to a server that is not reached over https")
  func plainServers() throws {
    for var access in accesses {
      access.server = "http://h"
      let error = #expect(throws: ConnectionError.self) { try HTTPSTransport(access) }
      #expect(error?.code == .insecureServer)
      expectNoSecret(in: error as Any)
    }
    #expect(throws: Never.self) { try HTTPSTransport(ClusterAccess(server: "http://127.0.0.1:8001")) }
  }

  @Test("notices and errors about tokens")
  func tokens() async throws {
    let (folder, log, time) = (try TemporaryFolder(), NoticeLog(), ManualClock())
    let path = try folder.write("token", Self.secret)
    let source = TokenFileSource(path: path, fallback: nil, clock: time.clock, observer: log.observer)
    let credential = try await source.current()
    expectNoSecret(in: credential)
    try folder.write("token", "\(Self.secret) \(Self.secret)")
    _ = try await source.refresh(credential)
    #expect(log.notices.count == 1)
    expectNoSecret(in: log.notices)
    let other = TokenFileSource(path: path, fallback: nil, clock: time.clock, observer: log.observer)
    let error = await #expect(throws: ConnectionError.self) { try await other.current() }
    expectNoSecret(in: error as Any)
  }
}
