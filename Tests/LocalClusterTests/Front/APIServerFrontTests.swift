import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import ServiceLifecycle
import Testing

@testable import LocalCluster

@Suite struct APIServerFrontTests {
  @Test(arguments: [CurlConfiguration.HTTPVersionPolicy.preferHTTP2, .http1Only])
  func aClientCertificateOpensTheDoor(version: CurlConfiguration.HTTPVersionPolicy) async throws {
    let server = ScriptedTransport { _ in .json(#"{"ok":true}"#) }
    try await withFront(server) { front in
      let identity = try front.certificates.makeClientIdentity(commonName: "admin", organisation: "system:masters")
      let transport = front.transport(identity: identity, version: version)
      let answer = try await transport.send(
        KubeRequest(
          method: .post, path: "/api/v1/namespaces/a%2Fb/pods",
          query: [KubeRequest.Field("labelSelector", "a in (b, c),d=e+f"), KubeRequest.Field("empty", "")],
          headers: [KubeRequest.Field("Content-Type", "application/json")], body: Array("{}".utf8)))
      #expect(answer.status == 200)
      let body = try await answer.body.collect(upTo: 100)
      #expect(body == Array(#"{"ok":true}"#.utf8))
      let seen = try #require(server.requests.first)
      #expect(seen.method == .post)
      #expect(seen.path == "/api/v1/namespaces/a%2Fb/pods")
      #expect(
        seen.query == [KubeRequest.Field("labelSelector", "a in (b, c),d=e+f"), KubeRequest.Field("empty", "")])
      #expect(seen.body == Array("{}".utf8))
      #expect(seen.headers.contains { $0.name.lowercased() == "content-type" && $0.value == "application/json" })
    }
  }

  @Test(arguments: [CurlConfiguration.HTTPVersionPolicy.preferHTTP2, .http1Only])
  func theUserOfACertificateIsHandedOn(version: CurlConfiguration.HTTPVersionPolicy) async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server) { front in
      let identity = try front.certificates.makeClientIdentity(commonName: "jane", organisation: "friends")
      // A certificate counts before a token, and nobody may say himself who he is.
      var request = KubeRequest.list
      request.headers = [KubeRequest.Field("X-Remote-User", "admin"), KubeRequest.Field("X-Remote-Group", "all")]
      _ = try await front.transport(identity: identity, token: "t", version: version).send(request)
      let seen = try #require(server.requests.first)
      #expect(seen.values("x-remote-user") == ["jane"])
      #expect(seen.values("x-remote-group") == ["friends"])
      #expect(seen.values("authorization") == [])
      let extra = seen.values("x-remote-extra-authentication.kubernetes.io%2fcredential-id")
      #expect(extra.count == 1)
      #expect(extra.first?.wholeMatch(of: /X509SHA256=[0-9a-f]{64}/) != nil)
    }
  }

  @Test func aTokenIsHandedOnAsItIs() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server) { front in
      _ = try await front.transport(token: "secret").send(.list)
      let seen = try #require(server.requests.first)
      #expect(seen.values("authorization") == ["Bearer secret"])
      #expect(seen.values("x-remote-user") == [])
    }
  }

  @Test func anybodyElseIsAnonymous() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server) { front in
      _ = try await front.transport().send(.list)
      let seen = try #require(server.requests.first)
      #expect(seen.values("x-remote-user") == ["system:anonymous"])
      #expect(seen.values("x-remote-group") == ["system:unauthenticated"])
      #expect(seen.values("authorization") == [])
    }
  }

  /// The whole way: a front before a server that enforces roles.
  @Test func theServerBehindDecides() async throws {
    let simulator = SimulatedAPIServer.make()
    simulator.withCluster { $0.enforcesAccess = true }
    try await withFront(simulator) { front in
      let admin = try front.certificates.makeClientIdentity(commonName: "root", organisation: "system:masters")
      let jane = try front.certificates.makeClientIdentity(commonName: "jane")
      let client = KubeClient(transport: front.transport(identity: admin))
      let accounts = client.api(
        ResourceType(group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts"), namespace: "default")
      let token = try await accounts.token(for: "default")
      for (transport, status, name) in [
        (front.transport(identity: admin), 200, ""), (front.transport(identity: jane), 403, "jane"),
        (front.transport(token: token.token), 403, "system:serviceaccount:default:default"),
        (front.transport(token: "wrong"), 401, ""), (front.transport(), 403, "system:anonymous"),
      ] {
        let answer = try await transport.send(.list)
        let text = String(decoding: try await answer.body.collect(upTo: 1 << 20), as: UTF8.self)
        #expect(answer.status == status, "\(text)")
        #expect(name.isEmpty || text.contains("User \\\"\(name)\\\" cannot list resource \\\"pods\\\""), "\(text)")
      }
    }
  }

  @Test func aCertificateOfAnotherAuthorityIsRefused() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server) { front in
      let stranger = try ClusterCertificates(now: TimeSource.live.wall())
      let identity = try stranger.makeClientIdentity(commonName: "admin", organisation: "system:masters")
      let transport = front.transport(identity: identity, token: "secret")
      await #expect(throws: KubeError.self) { _ = try await transport.send(.list) }
      #expect(server.requests.isEmpty)
    }
  }

  @Test(arguments: [(100, 200), (101, 413)])
  func bodiesHaveALimit(size: Int, status: Int) async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server, bodyLimit: 100) { front in
      let request = KubeRequest(method: .post, path: "/api/v1/pods", body: [UInt8](repeating: 32, count: size))
      let answer = try await front.transport(token: "t").send(request)
      #expect(answer.status == status)
      let body = String(decoding: try await answer.body.collect(upTo: 1000), as: UTF8.self)
      #expect(body.contains("Request entity too large: limit is 100") == (status == 413))
    }
  }

  /// Each event arrives while the watch is open, and the watch ends when its reader goes away.
  @Test(arguments: [CurlConfiguration.HTTPVersionPolicy.preferHTTP2, .http1Only])
  func watchesAreStreamed(version: CurlConfiguration.HTTPVersionPolicy) async throws {
    let feed = Feed()
    let server = ScriptedTransport { _ in
      KubeResponse(status: 200, headers: [], body: feed.body)
    }
    try await withFront(server) { front in
      let watch = KubeRequest(
        method: .get, path: "/api/v1/pods", query: [KubeRequest.Field("watch", "true")], timeout: nil)
      try await withThrowingTaskGroup(of: Void.self) { group in
        let transport = front.transport(token: "t", version: version)
        let answer = try await transport.send(watch)
        var bytes = answer.body.makeAsyncIterator()
        for line in ["one\n", "two\n", "three\n"] {
          feed.send(Array(line.utf8))
          let chunk = try await bytes.next(isolation: nil)
          #expect(chunk == Array(line.utf8))
        }
        // A reader that is cancelled drops the stream.
        group.addTask { _ = try? await answer.body.collect(upTo: 100) }
        group.cancelAll()
      }
      try await feed.abandoned.value()
    }
  }

  @Test(arguments: [CurlConfiguration.HTTPVersionPolicy.preferHTTP2, .http1Only])
  func aWatchThatTheServerEndsEndsInGoodOrder(version: CurlConfiguration.HTTPVersionPolicy) async throws {
    let feed = Feed()
    let server = ScriptedTransport { _ in KubeResponse(status: 200, headers: [], body: feed.body) }
    try await withFront(server) { front in
      let watch = KubeRequest(
        method: .get, path: "/api/v1/pods", query: [KubeRequest.Field("watch", "true")], timeout: nil)
      let transport = front.transport(token: "t", version: version)
      let answer = try await transport.send(watch)
      var bytes = answer.body.makeAsyncIterator()
      feed.send(Array("one\n".utf8))
      let first = try await bytes.next(isolation: nil)
      #expect(first == Array("one\n".utf8))
      feed.finish()
      let last = try await bytes.next(isolation: nil)
      #expect(last == nil)
    }
  }

  /// The reader sees the end of the watch, not a connection that breaks.
  @Test(arguments: [CurlConfiguration.HTTPVersionPolicy.preferHTTP2, .http1Only])
  func aGracefulShutdownEndsWatchesInGoodOrder(version: CurlConfiguration.HTTPVersionPolicy) async throws {
    let feed = Feed()
    let server = ScriptedTransport { _ in KubeResponse(status: 200, headers: [], body: feed.body) }
    let certificates = try ClusterCertificates(now: TimeSource.live.wall())
    let front = try APIServerFront(
      transport: server, certificates: certificates, logger: .quiet)
    let group = ServiceGroup(services: [front], logger: .quiet)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let running = RunningFront(url: try await front.url(), certificates: certificates)
      let watch = KubeRequest(
        method: .get, path: "/api/v1/pods", query: [KubeRequest.Field("watch", "true")], timeout: nil)
      let answer = try await running.transport(token: "t", version: version).send(watch)
      var bytes = answer.body.makeAsyncIterator()
      feed.send(Array("one\n".utf8))
      let first = try await bytes.next(isolation: nil)
      #expect(first == Array("one\n".utf8))
      await group.triggerGracefulShutdown()
      let last = try await bytes.next(isolation: nil)
      #expect(last == nil)
      try await tasks.waitForAll()
    }
  }

  /// An idle HTTP/2 connection and an open watch must not hold up the end.
  @Test func stoppingEndsWatches() async throws {
    let feed = Feed()
    let server = ScriptedTransport { _ in KubeResponse(status: 200, headers: [], body: feed.body) }
    try await withFront(server) { front in
      let watch = KubeRequest(
        method: .get, path: "/api/v1/pods", query: [KubeRequest.Field("watch", "true")], timeout: nil)
      let answer = try await front.transport(token: "t").send(watch)
      feed.send(Array("one\n".utf8))
      var bytes = answer.body.makeAsyncIterator()
      _ = try await bytes.next(isolation: nil)
    }
    try await feed.abandoned.value()
  }
}

extension KubeRequest {
  fileprivate func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }.map(\.value)
  }

  fileprivate static let list = KubeRequest(method: .get, path: "/api/v1/pods")
}
