/// A number of a JSON text that no 64-bit integer or double holds exactly, such as `18446744073709551615` or `1e400`.
///
/// It is kept as it was written, so that what is read and written back is not changed. Made by the parser, or by
/// ``JSONValue/init(number:)``. Equal when written alike.
public struct JSONNumber: Sendable, Hashable {
  /// The literal, as JSON writes it.
  public let text: String

  /// The nearest double; `nil` for a number that is too large for one.
  public var double: Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  fileprivate init(_ text: String) { self.text = text }
}

extension JSONValue {
  /// The number that a JSON literal stands for, in the smallest form that keeps it exact.
  ///
  /// - Returns: `nil` for text that is not a JSON number.
  public init?(number text: String) {
    guard let value = try? JSONParser.parse(text), text.utf8.allSatisfy({ $0 > 0x20 }) else { return nil }
    switch value {
    case .integer, .double, .number: self = value
    default: return nil
    }
  }

  /// - Parameter literal: a valid JSON number.
  init(validNumber literal: String, isInteger: Bool) {
    if isInteger, let integer = Int64(literal) {
      self = .integer(integer)
    } else if let double = Double(literal), double.isFinite,
      literal.utf8.count <= 15 && !literal.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") })
        || ExactDecimal(literal) == ExactDecimal("\(double)")
    {
      // Up to 15 digits survive the way through a double and back; longer literals are compared with what comes back.
      self = .double(double)
    } else {
      self = .number(JSONNumber(literal))
    }
  }
}

/// A decimal number as its digits and its power of ten, without zeros at either end: equal numbers are equal values.
private struct ExactDecimal: Equatable {
  private var isNegative = false
  private var digits: [UInt8] = []
  private var exponent = 0

  init(_ literal: String) {
    var mantissa = literal[...]
    if let mark = literal.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      mantissa = literal[..<mark]
      // Past the range of an integer the power only has to differ from that of any double.
      exponent = Int(literal[literal.index(after: mark)...]).map { min(max($0, -1_000_000), 1_000_000) } ?? 1_000_000
    }
    var isFraction = false
    for byte in mantissa.utf8 {
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      default:
        digits.append(byte)
        if isFraction { exponent -= 1 }
      }
    }
    let zero = UInt8(ascii: "0")
    while digits.last == zero {
      digits.removeLast()
      exponent += 1
    }
    digits = Array(digits.drop { $0 == zero })
    if digits.isEmpty { (isNegative, exponent) = (false, 0) }
  }
}
