/// A percentage in hundredths of a percent (1/10,000), written as text such as `25%` or `0.25%`.
public struct BasisPoints: RawRepresentable, Sendable, Hashable, Comparable {
  /// The largest value that text can express: 9999.99%.
  public static let limit = 999_999
  public static let zero = BasisPoints(rawValue: 0)
  /// All of it: 100%.
  public static let whole = BasisPoints(rawValue: 10_000)

  /// Hundredths of a percent; not negative.
  public let rawValue: Int

  /// Makes a percentage; a value out of `0...limit` becomes the nearer bound.
  public init(rawValue: Int) { self.rawValue = min(max(rawValue, 0), Self.limit) }

  /// Makes a percentage of whole percents.
  public init(percent: Int) { self.init(rawValue: min(max(percent, 0), 9_999) * 100) }

  /// Parses one to four digits, at most two decimals and a percent sign.
  public init?(_ text: String) {
    guard text.utf8.last == UInt8(ascii: "%") else { return nil }
    let parts = text.utf8.dropLast().split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2, let whole = Self.number(parts[0], digits: 1...4) else { return nil }
    var hundredths = 0
    if parts.count == 2 {
      guard let fraction = Self.number(parts[1], digits: 1...2) else { return nil }
      hundredths = parts[1].count == 1 ? fraction * 10 : fraction
    }
    self.init(rawValue: whole * 100 + hundredths)
  }

  /// The percentage that `part` is of `total`, rounded to nearest; zero when there is no total.
  public init(part: Int, of total: Int) {
    guard total > 0, part > 0 else {
      self = .zero
      return
    }
    self.init(rawValue: Int((Double(part) / Double(total) * 10_000).rounded()))
  }

  /// This share of a number of replicas, rounded up: what carries this share of the traffic.
  public func share(of count: Int) -> Int {
    let (product, overflow) = max(0, count).multipliedReportingOverflow(by: rawValue)
    return overflow ? count : (product + 9_999) / 10_000
  }

  /// The shortest text: no decimals that are zero.
  public var text: String {
    let (whole, fraction) = rawValue.quotientAndRemainder(dividingBy: 100)
    switch fraction {
    case 0: return "\(whole)%"
    case _ where fraction % 10 == 0: return "\(whole).\(fraction / 10)%"
    default: return "\(whole).\(fraction < 10 ? "0" : "")\(fraction)%"
    }
  }

  /// As a proportion: 1 for 100%.
  public var fraction: Double { Double(rawValue) / 10_000 }

  /// What is missing to 100%; zero for 100% and more.
  public var complement: BasisPoints { BasisPoints(rawValue: 10_000 - rawValue) }

  public static func < (left: BasisPoints, right: BasisPoints) -> Bool { left.rawValue < right.rawValue }

  /// How far two percentages are apart.
  public func distance(to other: BasisPoints) -> BasisPoints { BasisPoints(rawValue: abs(rawValue - other.rawValue)) }

  private static func number(_ digits: Substring.UTF8View, digits count: ClosedRange<Int>) -> Int? {
    guard count.contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}

extension BasisPoints: CustomStringConvertible {
  public var description: String { text }
}
