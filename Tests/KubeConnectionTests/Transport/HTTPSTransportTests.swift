import KubeClient
import KubeCore
import Testing

@testable import KubeConnection

/// The whole way, over TLS on loopback.
@Suite struct HTTPSTransportTests {
  private let certificates: TestCertificates
  private let server: MirrorServer
  private let folder: TemporaryFolder
  private let time = ManualClock()
  private var access: ClusterAccess

  init() throws {
    certificates = try TestCertificates()
    for name in ["ana", "bob"] { try certificates.make(name) }
    try certificates.makeAuthority("other")
    server = try MirrorServer(certificates)
    folder = try TemporaryFolder()
    access = ClusterAccess(server: "https://127.0.0.1:\(server.port)/")
    access.trust = .authority(.file(try folder.write("ca", certificates.pem("ca"))))
  }

  private func transport(_ access: ClusterAccess, grace: Duration = .seconds(30)) throws -> HTTPSTransport {
    var configuration = ConnectionConfiguration(environment: [:])
    configuration.clock = time.clock
    configuration.watchGrace = grace
    configuration.userAgent = UserAgent("tester", version: "1")
    return try HTTPSTransport(access, configuration: configuration)
  }

  private func write(_ name: String) throws {
    try folder.write("cert", certificates.pem(name))
    try folder.write("key", certificates.key(name))
  }

  private var fileAccess: ClusterAccess {
    var access = access
    access.certificate = ClientCertificate(chain: .file(folder.file("cert")), key: .file(folder.file("key")))
    return access
  }

  private func whoami(_ transport: HTTPSTransport) async throws -> JSONValue {
    let request = KubeRequest(method: .get, path: "/whoami")
    return try JSONParser.parse(try await KubeClient(transport: transport).perform(request))
  }

  @Test("user agent, credential and impersonation reach the server")
  func fields() async throws {
    var access = access
    access.authorization = .token("good\n")
    access.impersonation = Impersonation(user: "ana", groups: ["a", "b"], extra: ["x/y": ["z"]])
    let fields = try await whoami(try transport(access))["fields"]
    #expect(fields?["user-agent"]?[0]?.string?.hasPrefix("tester/1 (") == true)
    #expect(fields?["authorization"] == ["Bearer good"])
    #expect(fields?["impersonate-user"] == ["ana"])
    #expect(fields?["impersonate-group"] == ["a", "b"])
    #expect(fields?["impersonate-extra-x%2fy"] == ["z"])
  }

  @Test("a certificate in files is replaced while the program runs")
  func rotation() async throws {
    try write("ana")
    let transport = try transport(fileAccess)
    #expect(try await whoami(transport)["name"] == "ana")
    try write("bob")
    #expect(try await whoami(transport)["name"] == "ana")
    time.advance(by: .seconds(60))
    #expect(try await whoami(transport)["name"] == "bob")
  }

  @Test("a watch with an old certificate ends between two events after its grace, without an error")
  func watch() async throws {
    try write("ana")
    let transport = try transport(fileAccess, grace: .milliseconds(50))
    let request = KubeRequest(method: .get, path: "/watch", timeout: nil)
    var watch = try await transport.send(request).body.makeAsyncIterator()
    #expect(try await watch.next(isolation: nil) == Array("line\n".utf8))
    try write("bob")
    time.advance(by: .seconds(60))
    #expect(try await whoami(transport)["name"] == "bob")
    #expect(try await watch.next(isolation: nil) == nil)
  }

  @Test("a server that is not vouched for is refused until the bundle in the file vouches for it")
  func authority() async throws {
    let good = try certificates.pem("ca")
    try folder.write("ca", certificates.pem("other"))
    let transport = try transport(access)
    let error = await #expect(throws: KubeError.self) { try await whoami(transport) }
    #expect(error?.code == .tlsFailure)
    try folder.write("ca", good)
    #expect(try await whoami(transport)["name"] == "")
  }

  @Test("a token that is refused is read anew at once")
  func token() async throws {
    try folder.write("token", "bad")
    var access = access
    access.authorization = .tokenFile(folder.file("token"))
    let transport = try transport(access)
    let error = await #expect(throws: KubeError.self) { try await whoami(transport) }
    #expect(error?.code == .unauthorized)
    try folder.write("token", "good")
    #expect(try await whoami(transport)["fields"]?["authorization"] == ["Bearer good"])
  }

  @Test("an exec plugin's certificate and token are used")
  func plugin() async throws {
    let status: JSONValue = [
      "token": "good", "clientCertificateData": .string(try certificates.folder.text("bob.pem")),
      "clientKeyData": .string(try certificates.folder.text("bob.key")),
    ]
    let answer: JSONValue = [
      "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": status,
    ]
    let output = try folder.write("answer", answer.description)
    let command = try folder.write("plugin", "#!/bin/sh\n/bin/cat \(output)\n", isExecutable: true)
    var access = access
    access.authorization = .exec(ExecPlugin(command: command))
    let answered = try await whoami(try transport(access))
    #expect(answered["name"] == "bob")
    #expect(answered["fields"]?["authorization"] == ["Bearer good"])
  }

  @Test("the name that the certificate must carry can be another than the address")
  func serverName() async throws {
    var access = access
    access.serverName = "kubernetes"
    #expect(try await whoami(try transport(access))["name"] == "")
    access.serverName = "other"
    let error = await #expect(throws: KubeError.self) { try await whoami(try transport(access)) }
    #expect(error?.code == .tlsFailure)
  }

  @Test("connect() finds the kubeconfig of the environment")
  func connect() async throws {
    try write("ana")
    let config = try folder.write(
      "config",
      """
      current-context: x
      clusters: [{name: c, cluster: {server: "https://127.0.0.1:\(server.port)", certificate-authority: ca}}]
      users: [{name: u, user: {client-certificate: cert, client-key: key}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      """)
    let client = try KubeClient.connect(configuration: ConnectionConfiguration(environment: ["KUBECONFIG": config]))
    let bytes = try await client.perform(KubeRequest(method: .get, path: "/whoami"))
    #expect(try JSONParser.parse(bytes)["name"] == "ana")
  }
}
