import KubeClient
import Synchronization

/// Answers every request with a list.
struct ListTransport: KubeTransport {
  let body: @Sendable () -> KubeBody

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    KubeResponse(status: 200, headers: [], body: body())
  }
}

/// The chunks of a generated list.
struct ChunkSource: Sequence {
  let count: Int
  func makeIterator() -> DeploymentList.Chunks { DeploymentList.makeChunks(count: count) }
}

/// A sequence of chunks that several tasks may pull from.
final class SharedChunks: Sendable {
  private let chunks: Mutex<DeploymentList.Chunks>
  init(_ source: ChunkSource) { chunks = Mutex(source.makeIterator()) }
  func next() -> [UInt8]? { chunks.withLock { $0.next() } }
}

extension KubeBody {
  /// A body that comes in pieces of 16 KiB, as from a TLS connection.
  init(chunking bytes: [UInt8]) {
    let position = Mutex(0)
    self.init { () throws(KubeError) in
      position.withLock { position in
        guard position < bytes.count else { return nil }
        let end = Swift.min(position + 16_384, bytes.count)
        defer { position = end }
        return Array(bytes[position..<end])
      }
    }
  }
}
