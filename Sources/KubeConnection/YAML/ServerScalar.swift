import KubeCore
import Yams

/// What a scalar means to an API server.
enum ServerScalar: Equatable {
  case null
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case text(String)

  init(_ scalar: Node.Scalar) {
    switch scalar.tag.rawValue {
    case "tag:yaml.org,2002:binary":
      self = .text(Base64.decode(scalar.string).map { String(decoding: $0, as: UTF8.self) } ?? scalar.string)
    case let tag where scalar.style == .plain && (tag.isEmpty || Self.resolvable.contains(tag)):
      self = Self.resolve(scalar.string)
    default: self = .text(scalar.string)
    }
  }

  private static let resolvable = ["bool", "int", "float", "null", "timestamp"].map { "tag:yaml.org,2002:\($0)" }

  /// The meaning of a scalar that stands without quotes.
  static func resolve(_ text: String) -> ServerScalar {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON": .bool(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF": .bool(false)
    case ".nan", ".NaN", ".NAN": .double(.nan)
    case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": .double(.infinity)
    case "-.inf", "-.Inf", "-.INF": .double(-.infinity)
    default: number(text) ?? .text(text)
    }
  }

  private static func number(_ text: String) -> ServerScalar? {
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else { return nil }
    let plain = text.filter { $0 != "_" }
    if first != UInt8(ascii: "."), let integer = integer(plain) { return .integer(integer) }
    guard plain.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil else { return nil }
    return Double(plain.last == "." ? plain + "0" : plain).map { .double($0) }
  }

  /// A number with a sign and the prefix of its base; a zero in front of digits makes it octal.
  private static func integer(_ text: String) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let digits = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
    let sign = isNegative ? "-" : ""
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0O", 8), ("0b", 2), ("0B", 2)]
    where digits.hasPrefix(prefix) {
      return Int64(sign + digits.dropFirst(2), radix: radix)
    }
    if digits.hasPrefix("0"), digits.count > 1 { return Int64(sign + digits, radix: 8) }
    return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int64(sign + digits) : nil
  }
}
