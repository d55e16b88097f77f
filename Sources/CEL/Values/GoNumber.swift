/// Numbers as Go prints them.
public enum GoNumber {
  /// `%g` and `%v`: the fewest digits that give the number back, with an exponent below 1e-4 and from 1e`limit` on.
  public static func general(_ number: Double, exponentFrom limit: Int = 6) -> String {
    guard number.isFinite else { return number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf" }
    let (isNegative, digits, point) = decompose(number)
    let sign = isNegative ? "-" : ""
    let exponent = point - 1
    guard exponent >= -4, exponent < limit else {
      let fraction = digits.count > 1 ? "." + digits.dropFirst() : ""
      let size = abs(exponent)
      return sign + digits.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + String(size)
    }
    return sign + place(digits, point)
  }

  /// `%f` without a precision: the fewest digits, never an exponent.
  static func plain(_ number: Double) -> String {
    guard number.isFinite else { return general(number) }
    let (isNegative, digits, point) = decompose(number)
    return (isNegative ? "-" : "") + place(digits, point)
  }

  /// A number with so many digits after the point.
  public static func decimal(_ number: Double, fraction: Int) -> String { fixed(number, precision: fraction) }

  /// `%.Nf`, from the exact binary value, halves to even.
  static func fixed(_ number: Double, precision: Int) -> String {
    guard number.isFinite else { return general(number) }
    var digits = exactDigits(abs(number))
    let sign = number.sign == .minus ? "-" : ""
    digits.round(toFraction: precision)
    let fraction = precision > 0 ? "." + digits.fraction(padded: precision) : ""
    return sign + digits.whole + fraction
  }

  /// `%.Ne`.
  static func scientific(_ number: Double, precision: Int) -> String {
    guard number.isFinite else { return general(number) }
    let sign = number.sign == .minus ? "-" : ""
    let digits = exactDigits(abs(number))
    let (mantissa, exponent) = digits.significant(precision + 1)
    let fraction = precision > 0 ? "." + mantissa.dropFirst() : ""
    let size = abs(exponent)
    return sign + mantissa.prefix(1) + fraction + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + String(size)
  }

  /// Shortest digits, and where the point stands among them.
  private static func decompose(_ number: Double) -> (isNegative: Bool, digits: String, point: Int) {
    var text = Substring(number.description)
    let isNegative = text.hasPrefix("-")
    if isNegative { text = text.dropFirst() }
    var exponent = 0
    if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(parts.first ?? "0")
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    var digits = whole + fraction
    var point = whole.count + exponent
    while digits.count > 1, digits.hasPrefix("0") {
      digits.removeFirst()
      point -= 1
    }
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return digits == "0" ? (isNegative, "0", 1) : (isNegative, digits, point)
  }

  private static func place(_ digits: String, _ point: Int) -> String {
    if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count { return digits + String(repeating: "0", count: point - digits.count) }
    return digits.prefix(point) + "." + digits.dropFirst(point)
  }

  private static func exactDigits(_ number: Double) -> ExactDecimal { ExactDecimal(number) }
}
