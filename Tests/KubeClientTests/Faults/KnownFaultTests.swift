import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

/// Faults of other clients for this API, each with the proof that this one does not have it.
@Suite struct KnownFaultTests {
  private var object: KubeResponse { KubeResponse(200, #"{"metadata":{"name":"a"}}"#) }

  @Test("there is no PATCH")
  func patches() async throws {
    let transport = FakeTransport((0..<4).map { _ in object })
    let api = KubeClient(transport).api(Service.self, namespace: "ml")
    for patch in [Patch.merge([:]), .json([]), .strategic([:]), .apply([:])] {
      _ = try await api.patch("a", patch, WriteOptions(fieldManager: "me"))
    }
    #expect(transport.requests.allSatisfy { $0.method == .patch })
    #expect(
      transport.requests.compactMap { $0.headers.first { $0.name == "Content-Type" }?.value } == [
        "application/merge-patch+json", "application/json-patch+json", "application/strategic-merge-patch+json",
        "application/apply-patch+yaml",
      ])
  }

  @Test("the status of the answer to a watch is not looked at", arguments: [403, 410, 429, 500])
  func watchStatus(status: Int) async {
    let transport = FakeTransport([KubeResponse(refusal: status, "X", "no such luck")])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Service.self).watch(from: "5")
    }
    #expect(error?.httpStatus == status)
    #expect(error?.message == "no such luck")
  }

  @Test("an ERROR event is decoded as an object")
  func errorEvents() async {
    let transport = FakeTransport([
      KubeResponse(lines: [#"{"type":"ERROR","object":{"kind":"Status","code":410,"reason":"Expired","message":"old"}}"#])
    ])
    let error = await failure { () throws(KubeError) in
      var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
      _ = try await events.next()
    }
    #expect(error?.code == .gone)
  }

  @Test("bookmarks are neither asked for nor understood")
  func bookmarks() async throws {
    let transport = FakeTransport([
      KubeResponse(lines: [#"{"type":"BOOKMARK","object":{"kind":"Service","metadata":{"resourceVersion":"9"}}}"#])
    ])
    var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
    #expect(try await events.next() == .bookmark(resourceVersion: "9", initialEventsEnd: false))
    #expect(transport.requests[0].query.contains(KubeRequest.Field("allowWatchBookmarks", "true")))
  }

  @Test("an object larger than one chunk ends the watch")
  func largeObjects() async throws {
    let note = String(repeating: "x", count: 300_000)
    let line = Array((#"{"type":"ADDED","object":{"metadata":{"name":"a","annotations":{"n":"\#(note)"}}}}"# + "\n").utf8)
    let chunks = stride(from: 0, to: line.count, by: 16_384).map { Array(line[$0..<min($0 + 16_384, line.count)]) }
    var events = try await KubeClient(FakeTransport([KubeResponse(chunks: chunks)])).api(Service.self)
      .watch(from: "5").makeAsyncIterator()
    guard case .added(let service)? = try await events.next() else {
      Issue.record("the object arrives")
      return
    }
    #expect(service.metadata.annotations?["n"]?.utf8.count == 300_000)
  }

  @Test("separators inside of strings cut a line", arguments: ["\u{2028}", "\u{2029}", "\u{85}", "\u{B}", "\u{C}", "\\n"])
  func separators(separator: String) async throws {
    let escaped = separator == "\u{B}" ? "\\u000b" : separator == "\u{C}" ? "\\f" : separator
    let transport = FakeTransport([
      KubeResponse(lines: [#"{"type":"ADDED","object":{"metadata":{"name":"a\#(escaped)b"}}}"#])
    ])
    var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
    guard case .added(let service)? = try await events.next() else {
      Issue.record("the object arrives")
      return
    }
    #expect(service.metadata.name?.hasPrefix("a") == true && service.metadata.name?.hasSuffix("b") == true)
  }

  @Test("the socket is read ahead of a slow reader without bound")
  func backPressure() async throws {
    let line = Array((#"{"type":"ADDED","object":{"metadata":{"name":"a"}}}"# + "\n").utf8)
    let chunks = FakeChunks(Array(repeating: line, count: 100))
    let body = KubeBody { () throws(KubeError) in chunks.next() }
    let transport = FakeTransport([KubeResponse(status: 200, headers: [], body: body)])
    var events = try await KubeClient(transport).api(Service.self).watch(from: "5").makeAsyncIterator()
    for read in 1...3 {
      _ = try await events.next()
      #expect(chunks.remaining == 100 - read)
    }
  }

  @Test("credentials are part of a request, and outlive themselves in a watch")
  func credentials() async throws {
    let transport = FakeTransport([KubeResponse(200, "")])
    _ = try await KubeClient(transport).api(Service.self).watch(from: "5")
    #expect(!transport.requests[0].headers.contains { $0.name.lowercased() == "authorization" })
  }

  @Test("a decoding error does not say where")
  func decodingErrors() async {
    let transport = FakeTransport([KubeResponse(200, #"{"metadata":{},"spec":{"ports":[{"port":"eighty"}]}}"#)])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.code == .undecodableAnswer)
    #expect(error?.message.contains("spec.ports[0].port: expected") == true)
  }

  @Test("large lists fail at 16 MiB")
  func largeLists() async throws {
    let note = String(repeating: "x", count: 1 << 20)
    let items = Array(repeating: #"{"metadata":{"annotations":{"n":"\#(note)"}}}"#, count: 20).joined(separator: ",")
    let transport = FakeTransport([KubeResponse(200, #"{"metadata":{},"items":[\#(items)]}"#)])
    #expect(try await KubeClient(transport).api(Service.self).list().items.count == 20)
  }

  @Test("an answer without end fills the memory")
  func endlessAnswers() async {
    let body = KubeBody { () throws(KubeError) -> [UInt8]? in [UInt8](repeating: 0x20, count: 1024) }
    let transport = FakeTransport([KubeResponse(status: 200, headers: [], body: body)])
    var client = KubeClient(transport)
    client.answerLimit = 10_000
    let limited = client
    let error = await failure { () throws(KubeError) in try await limited.serverVersion() }
    #expect(error?.code == .answerTooLarge)
  }

  @Test("doesNotExist is written like exists")
  func selectors() async throws {
    let transport = FakeTransport([KubeResponse(200, #"{"metadata":{},"items":[]}"#)])
    let selector = LabelSelector(matchExpressions: [
      LabelSelector.Requirement(key: "gone", operator: .doesNotExist),
      LabelSelector.Requirement(key: "here", operator: .exists),
    ])
    _ = try await KubeClient(transport).api(Service.self).list(ListOptions(labelSelector: selector))
    #expect(transport.requests[0].query.contains(KubeRequest.Field("labelSelector", "!gone,here")))
  }

  @Test("delays grow in a line, on the system's randomness and clock")
  func delays() async {
    let refused = KubeError(.unreachable, message: "refused")
    let time = FakeTime(fraction: 0.999_999)
    let client = KubeClient(
      FakeTransport(script: Array(repeating: .failure(refused), count: 9)), retries: RetryPolicy(tries: 9), time: time)
    _ = await failure { () throws(KubeError) in try await client.serverVersion() }
    let steps = time.sleeps.map { Int(($0 / .milliseconds(1)).rounded()) }
    #expect(steps == [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000])
  }
}
