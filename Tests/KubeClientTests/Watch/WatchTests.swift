import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct WatchTests {
  private func events(_ chunks: [[UInt8]]) async throws -> [WatchEvent<Service>] {
    let transport = FakeTransport([KubeResponse(chunks: chunks)])
    var events: [WatchEvent<Service>] = []
    for try await event in try await KubeClient(transport: transport).api(Service.self).watch(from: "5") {
      events.append(event)
    }
    return events
  }

  private let text = #"{"type":"ADDED","object":{"metadata":{"name":"a\#u{2028}"}}}"# + "\n"
    + #"{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}"# + "\n"

  @Test("events are the same however the bytes are cut", arguments: [1, 2, 3, 7, 64, 1000])
  func cuts(size: Int) async throws {
    let bytes = Array(text.utf8)
    let chunks = stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
    let events = try await events(chunks)
    #expect(
      events == [
        .added(Service(metadata: ObjectMeta(name: "a\u{2028}"))), .bookmark(resourceVersion: "9", initialEventsEnd: false),
      ])
  }

  @Test("an error event of an expired version says gone")
  func expired() async {
    let error = await #expect(throws: KubeError.self) {
      try await events([Array((#"{"type":"ERROR","object":{"code":410,"reason":"Expired","message":"too old"}}"# + "\n").utf8)])
    }
    #expect(error?.code == .gone)
  }

  @Test("a stream that breaks off within an event is not a good end")
  func brokenOff() async {
    let error = await #expect(throws: KubeError.self) { try await events([Array(#"{"type":"ADDED","obj"#.utf8)]) }
    #expect(error?.code == .connectionLost)
  }

  @Test("a line over the limit ends the stream instead of filling the memory")
  func lineLimit() {
    var framer = LineFramer(limit: 4)
    #expect(framer.append(Array("ab\ncd".utf8)) == [Array("ab".utf8)])
    #expect(framer.append(Array("efg".utf8)) == nil)
  }
}
