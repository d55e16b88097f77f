import KubeCore
import Synchronization

/// Where jitter comes from, as a value that tests replace. Copies draw from the same sequence.
public struct RandomSource: RandomNumberGenerator, Sendable {
  private let draw: @Sendable () -> UInt64

  public init(draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

  public func next() -> UInt64 { draw() }

  /// The system's generator.
  public static let system = RandomSource {
    var generator = SystemRandomNumberGenerator()
    return generator.next()
  }

  /// A sequence that a seed determines.
  public static func seeded(_ seed: UInt64) -> RandomSource {
    let state = Mutex(SplitMix64(seed: seed))
    return RandomSource { state.withLock { $0.next() } }
  }
}
