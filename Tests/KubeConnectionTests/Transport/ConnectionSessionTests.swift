import KubeClient
import Synchronization
import Testing

@testable import KubeConnection

/// The credential of a request is that of its moment.
@Suite struct ConnectionSessionTests {
  /// Gives tokens t1, t2, ...; the next one after each refusal, as long as there are any.
  private final class CountingCredentials: CredentialSource {
    private let serial = Atomic<UInt64>(1)
    private let last: UInt64
    private let failure: ConnectionError?

    init(last: UInt64 = .max, failure: ConnectionError? = nil) {
      self.last = last
      self.failure = failure
    }

    func current() async throws(ConnectionError) -> CallCredential {
      let serial = serial.load(ordering: .sequentiallyConsistent)
      return CallCredential(authorization: Secret("Bearer t\(serial)"), serial: serial)
    }

    func refresh(_ rejected: CallCredential) async throws(ConnectionError) -> CallCredential {
      if let failure { throw failure }
      if rejected.serial < last {
        _ = serial.compareExchange(
          expected: rejected.serial, desired: rejected.serial + 1, ordering: .sequentiallyConsistent)
      }
      return try await current()
    }

    func advance() { serial.add(1, ordering: .sequentiallyConsistent) }
  }

  private let log = NoticeLog()

  private func session(
    _ credentials: any CredentialSource, _ transport: ScriptedTransport, impersonation: Impersonation? = nil
  ) throws -> ConnectionSession {
    ConnectionSession(
      credentials: credentials,
      material: try TLSMaterialSource(
        ClusterAccess(server: "https://h"), clock: ManualClock().clock, observer: log.observer),
      transports: TransportSwitch(grace: .seconds(30)) { _ in transport }, limit: CallLimit(50),
      impersonation: impersonation?.headers ?? [], observer: log.observer)
  }

  private func accepting(_ token: String) -> ScriptedTransport {
    ScriptedTransport { (request) throws(KubeError) in .status(request.authorization == "Bearer \(token)" ? 200 : 401) }
  }

  @Test("after a 401 the call is sent once more with a new credential, its body with it")
  func repeated() async throws {
    let transport = accepting("t2")
    var request = KubeRequest(method: .post, path: "/api/v1/namespaces/n/pods", body: Array("{}".utf8))
    request.headers = [KubeRequest.Field("Content-Type", "application/json")]
    let response = try await session(CountingCredentials(), transport).send(request)
    #expect(response.status == 200)
    #expect(transport.requests.map(\.authorization) == ["Bearer t1", "Bearer t2"])
    #expect(transport.requests.map(\.body) == [request.body, request.body])
    #expect(transport.requests.map(\.method) == [.post, .post])
  }

  @Test("a second 401 is the caller's")
  func secondRefusal() async throws {
    let transport = accepting("none")
    let response = try await session(CountingCredentials(), transport).send(.list())
    #expect(response.status == 401)
    #expect(transport.requests.count == 2)
  }

  @Test("a credential that cannot be replaced is not sent again")
  func fixed() async throws {
    let transport = accepting("none")
    let response = try await session(CountingCredentials(last: 1), transport).send(.list())
    #expect(response.status == 401)
    #expect(transport.requests.count == 1)
  }

  @Test("a request that must not be repeated is not")
  func unrepeatable() async throws {
    let transport = accepting("t2")
    var request = KubeRequest.list()
    request.repetition = .never
    #expect(try await session(CountingCredentials(), transport).send(request).status == 401)
    #expect(transport.requests.count == 1)
  }

  @Test("when the refresh fails the caller gets the 401, and a notice says why")
  func failedRefresh() async throws {
    let transport = accepting("none")
    let credentials = CountingCredentials(failure: ConnectionError(.pluginFailed, "not logged in"))
    #expect(try await session(credentials, transport).send(.list()).status == 401)
    #expect(log.kinds == [.refreshFailed])
    #expect(log.notices.first?.message.contains("not logged in") == true)
  }

  @Test("other refusals are not repeated", arguments: [403, 404, 409, 429, 500, 503])
  func otherStatuses(status: Int) async throws {
    let transport = ScriptedTransport { (_) throws(KubeError) in .status(status) }
    #expect(try await session(CountingCredentials(), transport).send(.list()).status == status)
    #expect(transport.requests.count == 1)
  }

  @Test("a watch that is opened again has the credential of that moment")
  func reopenedWatch() async throws {
    let transport = ScriptedTransport { (_) throws(KubeError) in .status(200) }
    let credentials = CountingCredentials()
    let client = KubeClient(transport: SessionTransport(session: try session(credentials, transport)))
    let request = KubeRequest.watch
    _ = try await client.open(request)
    credentials.advance()
    _ = try await client.open(request)
    #expect(transport.requests.map(\.authorization) == ["Bearer t1", "Bearer t2"])
    #expect(request.headers.isEmpty)
  }

  @Test("a watch that is opened with a dead credential comes back with a live one")
  func refusedWatch() async throws {
    let transport = accepting("t2")
    #expect(try await session(CountingCredentials(), transport).send(.watch).status == 200)
  }

  @Test("who brings a credential of their own keeps it")
  func ownCredential() async throws {
    let transport = accepting("none")
    var request = KubeRequest.list()
    request.headers = [KubeRequest.Field("authorization", "Bearer mine")]
    #expect(try await session(CountingCredentials(), transport).send(request).status == 401)
    #expect(transport.requests.map { $0.values("Authorization") } == [["Bearer mine"]])
  }

  @Test("impersonation goes with every request, unless the request has its own")
  func impersonation() async throws {
    let transport = ScriptedTransport { (_) throws(KubeError) in .status(200) }
    let session = try session(
      CountingCredentials(), transport, impersonation: Impersonation(user: "ana", groups: ["a", "b"]))
    _ = try await session.send(.list())
    var request = KubeRequest.list()
    request.headers = [KubeRequest.Field("Impersonate-User", "bob")]
    _ = try await session.send(request)
    #expect(transport.requests.map { $0.values("Impersonate-User") } == [["ana"], ["bob"]])
    #expect(transport.requests.map { $0.values("Impersonate-Group") } == [["a", "b"], []])
  }

  @Test("without a credential nothing is sent, and the error says why")
  func noCredential() async throws {
    let transport = accepting("none")
    let source = TokenFileSource(
      path: "/nonexistent/token", fallback: nil, clock: ManualClock().clock, observer: log.observer)
    let error = await #expect(throws: KubeError.self) { try await session(source, transport).send(.list()) }
    #expect(error?.code == .unauthorized)
    #expect(error?.message == "no credentials: /nonexistent/token: the file cannot be read")
    #expect(transport.requests.isEmpty)
  }
}

private struct SessionTransport: KubeTransport {
  let session: ConnectionSession

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse { try await session.send(request) }
}
