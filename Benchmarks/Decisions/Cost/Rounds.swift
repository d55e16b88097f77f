import Synchronization

/// A clock on which every round is fifteen seconds after the one before.
final class Rounds: Sendable {
  private let count = Mutex(0.0)

  var seconds: Double { count.withLock { $0 * 15 } }

  func next() { count.withLock { $0 += 1 } }
}
