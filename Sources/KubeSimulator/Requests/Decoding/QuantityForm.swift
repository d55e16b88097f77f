/// The canonical form of a quantity, as API servers write it: no fraction, and the largest suffix that leaves none.
///
/// Source: the rules of `resource.Quantity`: binary suffixes stay binary, decimal ones decimal, exponents exponents.
enum QuantityForm {
  private static let binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"]
  private static let decimal: [(suffix: String, exponent: Int)] = [
    ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18),
  ]

  /// - Returns: `nil` for text that is no quantity.
  static func canonical(_ text: String) -> String? {
    var rest = text[...]
    let isNegative = rest.first == "-"
    if let sign = rest.first, sign == "-" || sign == "+" { rest = rest.dropFirst() }
    let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let suffix = String(rest.dropFirst(number.count))
    guard let (digits, scale) = parse(number) else { return nil }
    let sign = isNegative ? "-" : ""
    if let power = binary.dropFirst().firstIndex(of: suffix) {
      return canonicalBinary(digits, scale, power).map { $0 == "0" ? $0 : sign + $0 }
    }
    guard let exponent = exponent(of: suffix) else { return nil }
    return canonicalDecimal(digits, exponent.value - scale, isScientific: exponent.isScientific).map {
      $0 == "0" ? $0 : sign + $0
    }
  }

  /// The digits of a number as an integer, and how many of them follow the point.
  private static func parse(_ number: Substring) -> (digits: UInt64, scale: Int)? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !(parts.joined().isEmpty) else { return nil }
    var fraction = parts.count == 2 ? parts[1] : ""
    while fraction.last == "0" { fraction = fraction.dropLast() }
    guard let digits = UInt64(parts[0] + fraction == "" ? "0" : parts[0] + fraction) else { return nil }
    return (digits, fraction.count)
  }

  private static func exponent(of suffix: String) -> (value: Int, isScientific: Bool)? {
    if let known = decimal.first(where: { $0.suffix == suffix }) { return (known.exponent, false) }
    guard let first = suffix.first, first == "e" || first == "E", let value = Int(suffix.dropFirst()),
      abs(value) < 100
    else { return nil }
    return (value, true)
  }

  private static func canonicalBinary(_ digits: UInt64, _ scale: Int, _ power: Int) -> String? {
    var value = digits
    var scale = scale
    var power = power
    while power > 0, scale > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 1024)
      guard !overflow else { break }
      value = product
      power -= 1
      while scale > 0, value.isMultiple(of: 10) { (value, scale) = (value / 10, scale - 1) }
    }
    guard scale == 0 else { return power == 0 ? canonicalDecimal(value, -scale, isScientific: false) : nil }
    while power < binary.count - 1, value >= 1024, value.isMultiple(of: 1024) {
      (value, power) = (value / 1024, power + 1)
    }
    return value == 0 ? "0" : "\(value)\(binary[power])"
  }

  private static func canonicalDecimal(_ digits: UInt64, _ exponent: Int, isScientific: Bool) -> String? {
    guard digits > 0 else { return "0" }
    var (value, exponent) = (digits, exponent)
    // Finer than nano is rounded up.
    while exponent < -9 {
      value = value / 10 + (value.isMultiple(of: 10) ? 0 : 1)
      exponent += 1
    }
    while value.isMultiple(of: 10) { (value, exponent) = (value / 10, exponent + 1) }
    while exponent % 3 != 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      (value, exponent) = (product, exponent - 1)
    }
    if isScientific { return exponent == 0 ? String(value) : "\(value)e\(exponent)" }
    guard let suffix = decimal.first(where: { $0.exponent == exponent })?.suffix else { return nil }
    return "\(value)\(suffix)"
  }
}
