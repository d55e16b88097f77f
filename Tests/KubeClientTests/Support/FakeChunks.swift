import Synchronization

/// Chunks of a body, given out one by one.
final class FakeChunks: Sendable {
  private let rest: Mutex<[[UInt8]]>
  init(_ chunks: [[UInt8]]) { rest = Mutex(chunks) }
  func next() -> [UInt8]? { rest.withLock { $0.isEmpty ? nil : $0.removeFirst() } }
  var remaining: Int { rest.withLock { $0.count } }
}
