import BenchmarkSupport
import KubeClient
import KubeCore
import KubeTypes

/// Lists as they come off the wire: chunk by chunk, from a generator that holds no more than one object.
enum ListBenchmarks {
  /// About 50 MB.
  private static let largeCount = 9700

  static func add(to suite: inout BenchmarkSuite) {
    suite.add("list.decode", in: .megabytesPerSecond) {
      let text = DeploymentList.text
      let seconds = try await ProcessUsage.cpuSeconds {
        let list = try await client { KubeBody(chunking: text) }.api(Deployment.self).page()
        try check(list.items.count + list.failures.count, DeploymentList.count)
      }
      return Double(text.count) / 1_000_000 / seconds
    }
    suite.add("list.peak_over_payload", in: .ratio, runs: 1) {
      try await peakOverPayload { client in
        let list = try await client.api(Deployment.resourceType).page()
        try check(list.items.count, largeCount)
      }
    }
    suite.add("list.typed_peak_over_payload", in: .ratio, runs: 1) {
      try await peakOverPayload { client in
        let list = try await client.api(Deployment.self).page()
        try check(list.items.count, largeCount)
      }
    }
    suite.add("list.visit_peak_over_payload", in: .ratio, runs: 1) {
      try await peakOverPayload { client in
        var count = 0
        try await client.api(Deployment.resourceType).forEachItem { _ in count += 1 }
        try check(count, largeCount)
      }
    }
  }

  private struct Mismatch: Error { var count: Int }

  private static func check(_ count: Int, _ expected: Int) throws {
    if count != expected { throw Mismatch(count: count) }
  }

  /// How much the resident set grows while a large list is read, for each byte of the list.
  private static func peakOverPayload(_ work: (KubeClient) async throws -> Void) async throws -> Double {
    let payload = ChunkSource(count: largeCount).reduce(0) { $0 + $1.count }
    let source = SharedChunks(ChunkSource(count: largeCount))
    let client = client { KubeBody { () throws(KubeError) in source.next() } }
    ProcessUsage.resetPeak()
    let before = ProcessUsage.residentBytes
    try await work(client)
    return Double(ProcessUsage.peakResidentBytes - before) / Double(payload)
  }

  private static func client(_ body: @escaping @Sendable () -> KubeBody) -> KubeClient {
    KubeClient(transport: ListTransport(body: body))
  }
}
