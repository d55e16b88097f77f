import KubeCore
import Synchronization

@testable import KubeConnection

/// Clocks that stand still until a test moves them.
final class ManualClock: Sendable {
  private let origin = ContinuousClock.now
  private let passed = Mutex(Duration.zero)
  static let start = Timestamp(seconds: 1_767_225_600)

  var clock: ConnectionClock {
    ConnectionClock(
      now: { self.origin + self.passed.withLock { $0 } }, wall: { Self.start + self.passed.withLock { $0 } })
  }

  func advance(by duration: Duration) { passed.withLock { $0 += duration } }
}
