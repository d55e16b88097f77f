/// An amount of a resource, such as `500m`, `2` or `1.5Gi` (`resource.Quantity`): exact to a billionth, and never beyond
/// 2^63 - 1 in magnitude.
///
/// As in Kubernetes, an amount that is finer than a billionth is rounded away from zero, and one that is too large is
/// cut to the largest. Two quantities are equal when they are the same amount, however they are written.
public struct ResourceQuantity: Sendable {
  /// How an amount is written.
  public enum Format: Sendable, Hashable {
    /// With a power of 1000: `n u m k M G T P E`.
    case decimal
    /// With a power of 1024: `Ki Mi Gi Ti Pi Ei`.
    case binary
    /// With a decimal exponent: `3e6`.
    case exponent
  }

  private static let unit: Int128 = 1_000_000_000
  private static let largest = Int128(Int64.max) * unit

  /// The amount in billionths.
  let billionths: Int128
  public var format: Format

  init(billionths: Int128, format: Format) {
    self.billionths = min(max(billionths, -Self.largest), Self.largest)
    self.format = format
  }

  /// A whole amount.
  public init(_ amount: Int64, format: Format = .decimal) {
    self.init(billionths: Int128(amount) * Self.unit, format: format)
  }

  /// The amount, rounded away from zero to a whole number.
  public var wholeAmount: Int64 { Int64(clamping: Self.quotient(billionths, Self.unit)) }

  /// The amount in thousandths, rounded away from zero: how CPU is reckoned. Cut to what 64 bits hold.
  public var thousandths: Int64 { Int64(clamping: Self.quotient(billionths, 1_000_000)) }

  /// The nearest double.
  public var double: Double { Double(billionths) / 1e9 }

  private static func quotient(_ amount: Int128, _ unit: Int128) -> Int128 {
    let (quotient, remainder) = amount.quotientAndRemainder(dividingBy: unit)
    return quotient + remainder.signum()
  }

  /// The sum, in the format of the left one; cut to the largest amount.
  public static func + (left: ResourceQuantity, right: ResourceQuantity) -> ResourceQuantity {
    // Neither is beyond 2^93, so the sum is far within the range of 128 bits.
    ResourceQuantity(billionths: left.billionths + right.billionths, format: left.format)
  }

  /// The difference, in the format of the left one; cut to the largest amount.
  public static func - (left: ResourceQuantity, right: ResourceQuantity) -> ResourceQuantity {
    ResourceQuantity(billionths: left.billionths - right.billionths, format: left.format)
  }
}

extension ResourceQuantity: Hashable, Comparable {
  public static func == (left: ResourceQuantity, right: ResourceQuantity) -> Bool {
    left.billionths == right.billionths
  }

  public static func < (left: ResourceQuantity, right: ResourceQuantity) -> Bool {
    left.billionths < right.billionths
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(billionths) }
}
