import KubeClient
import Synchronization

/// The rest of a body, which one reader at a time reads on.
final class SharedIterator: Sendable {
  private let iterator: Mutex<KubeBody.Iterator>

  init(_ iterator: sending KubeBody.Iterator) { self.iterator = Mutex(iterator) }

  func next() async throws(KubeError) -> [UInt8]? {
    var copy = iterator.withLock { $0 }
    let bytes = try await copy.next(isolation: nil)
    iterator.withLock { [copy] in $0 = copy }
    return bytes
  }
}
