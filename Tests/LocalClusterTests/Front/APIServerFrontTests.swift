import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
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

  @Test func aTokenOpensTheDoorAndIsNotPassedOn() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server, tokens: ["secret": "operator"]) { front in
      let accepted = try await front.transport(token: "secret").send(.list)
      #expect(accepted.status == 200)
      #expect(server.requests.first?.headers.contains { $0.name.lowercased() == "authorization" } == false)
      let refused = try await front.transport(token: "wrong").send(.list)
      #expect(refused.status == 401)
      #expect(server.requests.count == 1)
    }
  }

  @Test func nobodyIsTurnedAwayAsAPIServersDo() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server) { front in
      let answer = try await front.transport().send(.list)
      #expect(answer.status == 401)
      let body = try await answer.body.collect(upTo: 1000)
      let expected: JSONValue = [
        "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": "Unauthorized",
        "reason": "Unauthorized", "code": 401,
      ]
      let status = try JSONParser.parse(body)
      #expect(status == expected)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func aCertificateOfAnotherAuthorityIsRefused() async throws {
    let server = ScriptedTransport { _ in .json("{}") }
    try await withFront(server, tokens: ["secret": "operator"]) { front in
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
    try await withFront(server, tokens: ["t": "u"], bodyLimit: 100) { front in
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
    try await withFront(server, tokens: ["t": "u"]) { front in
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
    try await withFront(server, tokens: ["t": "u"]) { front in
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
      transport: server, certificates: certificates, tokens: ["t": "u"], logger: .quiet)
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
    try await withFront(server, tokens: ["t": "u"]) { front in
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
  fileprivate static let list = KubeRequest(method: .get, path: "/api/v1/pods")
}
