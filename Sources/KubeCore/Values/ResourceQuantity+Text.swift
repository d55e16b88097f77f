extension ResourceQuantity {
  private static let decimalSuffixes: [(suffix: String, power: Int)] = [
    ("n", -9), ("u", -6), ("m", -3), ("", 0), ("k", 3), ("M", 6), ("G", 9), ("T", 12), ("P", 15), ("E", 18),
  ]
  private static let binarySuffixes: [(suffix: String, power: Int)] = [
    ("Ki", 10), ("Mi", 20), ("Gi", 30), ("Ti", 40), ("Pi", 50), ("Ei", 60),
  ]

  /// Reads a decimal number, signed or not, with a suffix or a decimal exponent.
  ///
  /// - Returns: `nil` for what is no quantity.
  public init?(_ text: String) {
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, number.contains(where: { $0 != "." }) else { return nil }
    guard let (format, scale) = Self.scale(of: rest[number.endIndex...]) else { return nil }
    let magnitude = Self.billionths(
      whole: parts[0], fraction: parts.count > 1 ? parts[1] : "", scale: scale)
    self.init(billionths: isNegative ? -magnitude : magnitude, format: format)
  }

  /// A power of ten or of two.
  private enum Scale {
    case ten(Int)
    case two(Int)
  }

  private static func scale(of suffix: Substring) -> (Format, Scale)? {
    if let decimal = decimalSuffixes.first(where: { $0.suffix == suffix }) { return (.decimal, .ten(decimal.power)) }
    if let binary = binarySuffixes.first(where: { $0.suffix == suffix }) { return (.binary, .two(binary.power)) }
    guard suffix.first == "e" || suffix.first == "E" else { return nil }
    // `Int` takes a sign and digits, and nothing for what is beyond any amount.
    return Int(suffix.dropFirst()).map { (.exponent, .ten(min(max($0, -1000), 1000))) }
  }

  /// The amount in billionths, rounded up, and cut where it is beyond all that a quantity can be.
  private static func billionths(whole: Substring, fraction: Substring, scale: Scale) -> Int128 {
    let beyond = Int128(Int64.max) * 1_000_000_000
    var digits: UInt128 = 0
    var fractionCount = 0
    var isRounded = false
    for digit in whole.drop(while: { $0 == "0" }) {
      let (product, overflows) = digits.multipliedReportingOverflow(by: 10)
      let value = UInt128(digit.wholeNumberValue ?? 0)
      let (sum, sumOverflows) = product.addingReportingOverflow(value)
      if overflows || sumOverflows { return beyond }
      digits = sum
    }
    for digit in fraction {
      let value = UInt128(digit.wholeNumberValue ?? 0)
      // What is left out after some thirty digits can only round up.
      guard digits < UInt128(Int128.max) / 100, fractionCount < 36 else {
        isRounded = isRounded || value > 0
        continue
      }
      digits = digits * 10 + value
      fractionCount += 1
    }
    if digits == 0 { return isRounded ? 1 : 0 }
    let (factor, divisorPower): (UInt128?, Int) =
      switch scale {
      case .ten(let power) where power + 9 >= 0: (powerOfTen(power + 9), fractionCount)
      case .ten(let power): (1, fractionCount - power - 9)
      case .two(let power): (1_000_000_000 << UInt128(power), fractionCount)
      }
    guard let factor else { return beyond }
    guard let divisor = powerOfTen(divisorPower) else { return 1 }
    let product = digits.multipliedFullWidth(by: factor)
    // A quotient that does not fit is beyond all quantities, and must not be asked for.
    guard product.high < divisor else { return beyond }
    let (quotient, remainder) = divisor.dividingFullWidth(product)
    let amount = Int128(clamping: quotient)
    if amount >= beyond { return beyond }
    return amount + (remainder > 0 || isRounded ? 1 : 0)
  }

  /// - Returns: `nil` beyond 128 bits.
  private static func powerOfTen(_ power: Int) -> UInt128? {
    guard (0...38).contains(power) else { return nil }
    return (0..<power).reduce(1) { product, _ in product * 10 }
  }
}

extension ResourceQuantity: CustomStringConvertible {
  /// The canonical form: no fraction, and the largest suffix that leaves none.
  ///
  /// A binary amount below 1024 is written in decimals, as Kubernetes does it, so that nothing is rounded.
  public var description: String {
    if format == .binary, billionths.magnitude >= 1024 * 1_000_000_000 { return binaryText }
    var (number, power) = (billionths, -9)
    if number == 0 { return "0" }
    while number % 1000 == 0, power < 18 {
      number /= 1000
      power += 3
    }
    if format == .exponent { return power == 0 ? "\(number)" : "\(number)e\(power)" }
    return "\(number)" + (Self.decimalSuffixes.first { $0.power == power }?.suffix ?? "")
  }

  private var binaryText: String {
    var (number, power) = (wholeAmount, 0)
    while number % 1024 == 0, power < 60 {
      number /= 1024
      power += 10
    }
    return "\(number)" + (Self.binarySuffixes.first { $0.power == power }?.suffix ?? "")
  }
}

extension ResourceQuantity: Codable {
  /// Reads text, or a number, which API servers take as well.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let value = try container.decode(JSONValue.self)
    let text = value.string ?? value.description
    guard let quantity = ResourceQuantity(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(value) is not a quantity")
    }
    self = quantity
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
