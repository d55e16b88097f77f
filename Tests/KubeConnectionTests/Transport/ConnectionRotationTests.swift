import CurlTransport
import KubeClient
import KubeCore
import Synchronization
import Testing

@testable import KubeConnection

/// New connections use the new certificates, and the old ones end.
@Suite struct ConnectionRotationTests {
  private let certificates: TestCertificates
  private let folder: TemporaryFolder
  private let time = ManualClock()
  private let made = MadeTransports()
  private var access: ClusterAccess

  /// The connections in the order in which they were made.
  private final class MadeTransports: Sendable {
    private let all = Mutex<[ScriptedTransport]>([])

    var list: [ScriptedTransport] { all.withLock { $0 } }

    func make(_ material: TLSMaterial, _ answer: @escaping ScriptedTransport.Answer) -> ScriptedTransport {
      let transport = ScriptedTransport(material, answer)
      all.withLock { $0.append(transport) }
      return transport
    }
  }

  init() throws {
    certificates = try TestCertificates()
    for name in ["ana", "bob"] { try certificates.make(name) }
    try certificates.makeAuthority("other")
    folder = try TemporaryFolder()
    access = ClusterAccess(server: "https://h")
    access.trust = .authority(.file(try folder.write("ca", certificates.pem("ca"))))
    access.certificate = ClientCertificate(
      chain: .file(try folder.write("cert", certificates.pem("ana"))),
      key: .file(try folder.write("key", certificates.key("ana"))))
  }

  private func session(
    _ credentials: any CredentialSource = FixedCredentialSource(credential: CallCredential()),
    with access: ClusterAccess? = nil,
    _ answer: @escaping ScriptedTransport.Answer = { (_) throws(KubeError) in .status(200) }
  ) throws -> ConnectionSession {
    ConnectionSession(
      credentials: credentials,
      material: try TLSMaterialSource(access ?? self.access, clock: time.clock, observer: { _ in }),
      transports: TransportSwitch(grace: .seconds(30)) { made.make($0, answer) }, limit: CallLimit(50),
      impersonation: [], observer: { _ in })
  }

  private func rotate() throws {
    try folder.write("cert", certificates.pem("bob"))
    try folder.write("key", certificates.key("bob"))
  }

  @Test("connections are kept as long as the certificates are the same")
  func kept() async throws {
    let session = try session()
    for _ in 0..<3 {
      _ = try await session.send(.list())
      time.advance(by: .seconds(60))
    }
    #expect(made.list.count == 1)
    #expect(made.list.first?.requests.count == 3)
  }

  @Test("a new client certificate gets new connections within a minute, and the old ones are given up")
  func certificate() async throws {
    let session = try session()
    _ = try await session.send(.list())
    try rotate()
    time.advance(by: .seconds(60))
    _ = try await session.send(.list())
    #expect(made.list.map(\.requests.count) == [1, 1])
    #expect(made.list.map(\.retirements) == [[.seconds(30)], []])
    #expect(made.list.last?.material.identity?.certificateChain == (try certificates.pem("bob")))
  }

  @Test("a 401 has the certificates looked at at once, and the call is sent again with the new ones")
  func refusedCertificate() async throws {
    let bob = try certificates.pem("bob")
    let session = try session { [made] (_) throws(KubeError) in
      .status(made.list.last?.material.identity?.certificateChain == bob ? 200 : 401)
    }
    try rotate()
    #expect(try await session.send(.list()).status == 200)
    #expect(made.list.count == 2)
  }

  @Test("after a 401, which ends the server's connection, calls get new connections, once for all that were refused")
  func refusedConnection() async throws {
    let session = try session { [made] (_) throws(KubeError) in .status(made.list.count == 1 ? 401 : 200) }
    let first = try await session.send(.list())
    #expect(first.status == 401)
    _ = try await session.send(.list())
    _ = try await session.send(.list())
    #expect(made.list.map(\.requests.count) == [1, 2])
    #expect(made.list.map(\.retirements) == [[.seconds(30)], []])
  }

  @Test("a 401 whose text is lost with its connection is still a 401")
  func lostText() async throws {
    let session = try session { (_) throws(KubeError) in
      KubeResponse(
        status: 401, headers: [],
        body: KubeBody { () async throws(KubeError) in throw KubeError(.connectionLost, message: "cut") })
    }
    let response = try await session.send(.list())
    #expect(response.status == 401)
    #expect(try await response.body.collect(upTo: 10) == [])
  }

  @Test("a server that the old authority does not vouch for has the bundle looked at at once")
  func refusedServer() async throws {
    let other = try certificates.pem("other")
    let session = try session { [made] (_) throws(KubeError) in
      guard made.list.last?.material.authority == other else { throw KubeError(.tlsFailure, message: "not trusted") }
      return .status(200)
    }
    let error = await #expect(throws: KubeError.self) { try await session.send(.list()) }
    #expect(error?.code == .tlsFailure)
    #expect(made.list.first?.requests.count == 1)
    try folder.write("ca", other)
    #expect(try await session.send(.list()).status == 200)
    #expect(made.list.count == 2)
  }

  @Test("a certificate that came with a credential gets connections of its own, until the next one")
  func credentialCertificate() async throws {
    let runs = Atomic(0)
    let certificates = certificates
    var bare = access
    bare.certificate = nil
    let source = ExecCredentialSource(clock: time.clock, observer: { _ in }) { () async throws(ConnectionError) in
      let name = runs.add(1, ordering: .relaxed).newValue == 1 ? "ana" : "bob"
      guard let chain = try? certificates.pem(name), let key = try? certificates.key(name) else { throw .cancelled }
      return ExecCredential(
        identity: .init(certificateChain: chain, privateKey: key), expiry: ManualClock.start + .seconds(900))
    }
    let session = try session(source, with: bare)
    _ = try await session.send(.list())
    time.advance(by: .seconds(895))
    _ = try await session.send(.list())
    #expect(made.list.count == 2)
    #expect(made.list.first?.retirements == [.seconds(30)])
    #expect(made.list.last?.material.identity?.certificateChain == (try certificates.pem("bob")))
  }

  @Test("a shutdown ends the old connections as well, and nothing is sent after it")
  func shutdown() async throws {
    let session = try session()
    _ = try await session.send(.list())
    try rotate()
    time.advance(by: .seconds(60))
    _ = try await session.send(.list())
    await session.transports.shutdown()
    #expect(made.list.map(\.wasShutDown) == [true, true])
    let error = await #expect(throws: KubeError.self) { try await session.send(.list()) }
    #expect(error?.code == .cancelled)
  }
}
