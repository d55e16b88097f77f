/// Bounds of a size or a cost.
public struct Estimate: Sendable, Hashable {
  public var least: UInt64
  public var most: UInt64

  public init(_ least: UInt64, _ most: UInt64) {
    self.least = least
    self.most = most
  }

  init(exactly value: UInt64) { self.init(value, value) }

  static let unknown = Estimate(0, .max)

  func adding(_ other: Estimate) -> Estimate {
    Estimate(least.addingWithoutOverflow(other.least), most.addingWithoutOverflow(other.most))
  }

  func multiplied(by other: Estimate) -> Estimate {
    Estimate(
      least.multipliedWithoutOverflow(by: other.least), most.multipliedWithoutOverflow(by: other.most))
  }

  /// Both bounds times a factor, rounded up.
  func multiplied(by factor: Double) -> Estimate { Estimate(Self.scale(least, factor), Self.scale(most, factor)) }

  func union(_ other: Estimate) -> Estimate { Estimate(min(least, other.least), max(most, other.most)) }

  private static func scale(_ value: UInt64, _ factor: Double) -> UInt64 {
    let number = Double(value)
    if number > 0, factor > 0, number > 0x1p64 / factor { return .max }
    let scaled = (number * factor).rounded(.up)
    return scaled >= 0x1p64 ? .max : UInt64(scaled)
  }
}
