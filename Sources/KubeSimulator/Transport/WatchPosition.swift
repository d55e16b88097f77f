import Synchronization

/// The cursor of one open watch, shared between the pulls of its body.
final class WatchPosition: Sendable {
  private let cursor: Mutex<WatchCursor>

  init(_ cursor: WatchCursor) { self.cursor = Mutex(cursor) }

  func withCursor<Result: Sendable>(_ body: (inout WatchCursor) -> Result) -> Result {
    cursor.withLock { body(&$0) }
  }
}
