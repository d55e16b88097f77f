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

/// Steele, Lea and Flood's generator: small, fast, and good enough for jitter and for tests.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
