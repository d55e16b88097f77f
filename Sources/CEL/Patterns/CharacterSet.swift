/// A set of code points.
struct CharacterSet: Sendable {
  /// Sorted and disjoint.
  private(set) var ranges: [ClosedRange<UInt32>]
  /// Membership of the first 128 code points.
  private var low: (UInt64, UInt64) = (0, 0)

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.ranges = Self.normalized(ranges)
    for range in self.ranges where range.lowerBound < 128 {
      for value in range.lowerBound...min(range.upperBound, 127) {
        if value < 64 { low.0 |= 1 << UInt64(value) } else { low.1 |= 1 << UInt64(value - 64) }
      }
    }
  }

  init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

  func contains(_ value: UInt32) -> Bool {
    if value < 64 { return low.0 >> UInt64(value) & 1 == 1 }
    if value < 128 { return low.1 >> UInt64(value - 64) & 1 == 1 }
    var start = 0
    var end = ranges.count
    while start < end {
      let middle = (start + end) / 2
      if ranges[middle].upperBound < value { start = middle + 1 } else { end = middle }
    }
    return start < ranges.count && ranges[start].contains(value)
  }

  var inverted: CharacterSet {
    var gaps: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
      next = range.upperBound + 1
    }
    if next <= Self.last { gaps.append(next...Self.last) }
    return CharacterSet(gaps)
  }

  /// The set with the other case of each letter in it.
  var ignoringCase: CharacterSet {
    var all = ranges
    for range in ranges {
      // Only scripts with cases are of interest, and they end far below this.
      for value in range.lowerBound...max(range.lowerBound, min(range.upperBound, 0x1FFFF)) {
        guard let scalar = Unicode.Scalar(value) else { continue }
        for text in [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping] {
          if let other = text.unicodeScalars.first, text.unicodeScalars.count == 1, other != scalar {
            all.append(other.value...other.value)
          }
        }
        if scalar == "k" || scalar == "K" { all.append(0x212A...0x212A) }
        if scalar == "s" || scalar == "S" { all.append(0x17F...0x17F) }
      }
    }
    return CharacterSet(all)
  }

  static let last: UInt32 = 0x10FFFF
  static let everything = CharacterSet([0...last])
  static let exceptNewline = CharacterSet([0...9, 11...last])
  static let digits = CharacterSet([0x30...0x39])
  static let spaces = CharacterSet([9...10, 12...13, 32...32])
  static let words = CharacterSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])

  /// `[:name:]` of POSIX.
  static func posix(_ name: Substring) -> CharacterSet? {
    switch name {
    case "alnum": CharacterSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])
    case "alpha": CharacterSet([0x41...0x5A, 0x61...0x7A])
    case "ascii": CharacterSet([0...0x7F])
    case "blank": CharacterSet([9...9, 32...32])
    case "cntrl": CharacterSet([0...31, 127...127])
    case "digit": digits
    case "graph": CharacterSet([0x21...0x7E])
    case "lower": CharacterSet([0x61...0x7A])
    case "print": CharacterSet([0x20...0x7E])
    case "punct": CharacterSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
    case "space": CharacterSet([9...13, 32...32])
    case "upper": CharacterSet([0x41...0x5A])
    case "word": words
    case "xdigit": CharacterSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
    default: nil
    }
  }

  private static func normalized(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var result: [ClosedRange<UInt32>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let previous = result.last, range.lowerBound <= previous.upperBound &+ 1 {
        result[result.count - 1] = previous.lowerBound...max(previous.upperBound, range.upperBound)
      } else {
        result.append(range)
      }
    }
    return result
  }
}
