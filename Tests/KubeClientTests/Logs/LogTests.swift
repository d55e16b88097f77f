import KubeCore
import Testing

@testable import KubeClient

@Suite struct LogTests {
  private func lines(_ chunks: [String]) async throws -> [String] {
    let transport = FakeTransport([KubeResponse(chunks: chunks.map { Array($0.utf8) })])
    var lines: [String] = []
    for try await line in try await KubeClient(transport).logs(of: "p", namespace: "ml") { lines.append(line) }
    return lines
  }

  @Test("lines are the same however the bytes are cut; empty ones and an unfinished last one count")
  func framing() async throws {
    #expect(try await lines(["a\n\nb", "c\n", "d"]) == ["a", "", "bc", "d"])
    #expect(try await lines([]) == [])
    #expect(try await lines(["\n"]) == [""])
    #expect(try await lines(["a\u{2028}b\r\n"]) == ["a\u{2028}b\r"])
  }

  @Test("a line without end comes in pieces instead of filling the memory")
  func endlessLine() async throws {
    let chunk = String(repeating: "x", count: 600 << 10)
    let pieces = try await lines([chunk, chunk, chunk])
    #expect(pieces.count == 2)
    #expect(pieces.joined().utf8.count == 3 * 600 << 10)
  }

  @Test("options reach the query, and a log that is followed has no time limit")
  func options() async throws {
    let transport = FakeTransport([KubeResponse(200, "")])
    var options = PodLogOptions(container: "c")
    options.follows = true
    options.previous = true
    options.tailLines = 5
    options.since = .seconds(60)
    options.timestamps = true
    options.limitBytes = 100
    _ = try await KubeClient(transport).logs(of: "p", namespace: "ml", options)
    let request = transport.requests[0]
    #expect(
      request.target
        == "/api/v1/namespaces/ml/pods/p/log?container=c&follow=true&previous=true&tailLines=5&sinceSeconds=60"
        + "&timestamps=true&limitBytes=100")
    #expect(request.timeout == nil)
  }
}
