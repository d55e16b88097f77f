/// A quantity of Kubernetes (`resource.Quantity`), exact to the nano.
public struct QuantityValue: Sendable, Equatable {
  enum Style: Sendable, Equatable { case decimalSI, binarySI, decimalExponent }

  /// The amount in units of 1e-9.
  let nanos: Int128
  let style: Style

  private static let unit: Int128 = 1_000_000_000
  private static let largest: Int128 = Int128(Int64.max) * unit

  public static func == (left: QuantityValue, right: QuantityValue) -> Bool { left.nanos == right.nanos }

  private init(nanos: Int128, style: Style) {
    self.nanos = nanos
    self.style = style
  }

  /// Parses `1.5Gi`, `250m`, `1e3`.
  ///
  /// - Throws: with the reference implementation's text when it is not a quantity.
  init(_ text: String) throws(EvaluationError) {
    let invalid = EvaluationError(
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'")
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
    let whole = rest.prefix(while: Self.isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: Substring = ""
    if rest.first == "." {
      rest = rest.dropFirst()
      fraction = rest.prefix(while: Self.isDigit)
      rest = rest.dropFirst(fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { throw invalid }
    guard let scale = Self.scale(rest) else {
      guard rest.allSatisfy({ "eEinumkKMGTP+-0123456789".contains($0) }) else { throw invalid }
      throw EvaluationError("unable to parse quantity's suffix")
    }
    let nanos = Self.amount(whole: whole, fraction: fraction, scale)
    self.init(nanos: isNegative ? -nanos : nanos, style: scale.style)
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

  // MARK: - Parsing

  private struct Scale {
    var ten = 0
    var two = 0
    var style: Style
  }

  private static func scale(_ suffix: Substring) -> Scale? {
    let decimal: [Substring: Int] = [
      "n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18,
    ]
    if let ten = decimal[suffix] { return Scale(ten: ten, style: .decimalSI) }
    let binary: [Substring: Int] = ["Ki": 10, "Mi": 20, "Gi": 30, "Ti": 40, "Pi": 50, "Ei": 60]
    if let two = binary[suffix] { return Scale(two: two, style: .binarySI) }
    guard suffix.first == "e" || suffix.first == "E", let ten = Int(suffix.dropFirst()), abs(ten) < 1000 else {
      return nil
    }
    return Scale(ten: ten, style: .decimalExponent)
  }

  /// Rounds up to whole nanos and down to the largest amount there is.
  private static func amount(whole: Substring, fraction: Substring, _ scale: Scale) -> Int128 {
    let digits = (whole + fraction).drop { $0 == "0" }
    var exponent = 9 + scale.ten - fraction.count
    guard !digits.isEmpty else { return 0 }
    guard digits.count + exponent <= 32 else { return largest }
    guard digits.count + exponent > -1 || scale.two > 0 else { return 1 }
    // Digits far below a nano only decide whether it is rounded up.
    var value: Int128 = 0
    var kept = 0
    var rest = false
    for character in digits {
      let digit = Int128(character.wholeNumberValue ?? 0)
      if kept < 30 { value = value * 10 + digit } else { rest = rest || digit != 0 }
      kept += 1
    }
    if kept > 30 { exponent += kept - 30 }
    for _ in 0..<max(0, scale.two) {
      let (product, overflow) = value.multipliedReportingOverflow(by: 2)
      if overflow { return largest }
      value = product
    }
    while exponent > 0 {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return largest }
      value = product
      exponent -= 1
    }
    while exponent < 0 {
      rest = rest || value % 10 != 0
      value /= 10
      exponent += 1
    }
    return min(rest ? value + 1 : value, largest)
  }

  // MARK: - Arithmetic

  var sign: Int64 { nanos < 0 ? -1 : nanos == 0 ? 0 : 1 }

  /// The amount as a whole number, when it is one that fits.
  var integer: Int64? { nanos % Self.unit == 0 ? Int64(exactly: nanos / Self.unit) : nil }

  var approximate: Double {
    let whole = nanos / Self.unit
    return Double(whole) + Double(nanos - whole * Self.unit) / 1e9
  }

  func adding(_ other: QuantityValue) -> QuantityValue {
    let (sum, overflow) = nanos.addingReportingOverflow(other.nanos)
    return QuantityValue(nanos: overflow ? Self.largest : sum, style: nanos == 0 ? other.style : style)
  }

  func subtracting(_ other: QuantityValue) -> QuantityValue {
    let (difference, overflow) = nanos.subtractingReportingOverflow(other.nanos)
    return QuantityValue(nanos: overflow ? -Self.largest : difference, style: nanos == 0 ? other.style : style)
  }

  init(_ integer: Int64) { self.init(nanos: Int128(integer) * Self.unit, style: .decimalExponent) }

  /// The canonical text.
  var text: String {
    let sign = nanos < 0 ? "-" : ""
    let amount = nanos.magnitude
    if amount == 0 { return "0" }
    if style == .binarySI, amount % 1_000_000_000 == 0 {
      var whole = amount / 1_000_000_000
      if whole >= 1024 {
        var power = 0
        while whole % 1024 == 0, power < 6 {
          whole /= 1024
          power += 1
        }
        return sign + String(whole) + ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"][power]
      }
    }
    var value = amount
    var power = -3
    while value % 1000 == 0, power < 6 {
      value /= 1000
      power += 1
    }
    let suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"]
    guard style == .decimalExponent else { return sign + String(value) + suffixes[power + 3] }
    return sign + String(value) + (power == 0 ? "" : "e\(power * 3)")
  }
}
