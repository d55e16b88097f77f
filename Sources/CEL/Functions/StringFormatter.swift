/// `format`: the clauses `%s %d %f %e %b %x %X %o`, with a precision for the fractions.
enum StringFormatter {
  private static let defaultPrecision = 6

  static func format(_ pattern: String, _ arguments: ListValue) throws(EvaluationError) -> String {
    var bytes = Array(pattern.utf8)[...]
    var result: [UInt8] = []
    var next = 0
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        result.append(byte)
        continue
      }
      if bytes.first == UInt8(ascii: "%") {
        bytes.removeFirst()
        result.append(byte)
        continue
      }
      guard let argument = arguments[next] else { throw EvaluationError("index \(next) out of range") }
      guard !bytes.isEmpty else { throw EvaluationError("unexpected end of string") }
      result += try clause(&bytes, argument).utf8
      next += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func clause(_ bytes: inout ArraySlice<UInt8>, _ value: Value) throws(EvaluationError) -> String {
    let (kind, precision) = try clauseKind(&bytes)
    do throws(EvaluationError) { return try text(kind, value, precision) } catch {
      throw EvaluationError("error during formatting: \(error.message)")
    }
  }

  static func clauseKind(_ bytes: inout ArraySlice<UInt8>) throws(EvaluationError) -> (kind: Character, precision: Int) {
    let precision: Int
    do throws(EvaluationError) { precision = try Self.precision(&bytes) ?? defaultPrecision } catch {
      throw EvaluationError("could not parse formatting clause: error while parsing precision: \(error.message)")
    }
    let kind = bytes.popFirst().map { Character(Unicode.Scalar($0)) } ?? " "
    guard "sdfebxXo".contains(kind) else {
      throw EvaluationError("could not parse formatting clause: unrecognized formatting clause \"\(kind)\"")
    }
    return (kind, precision)
  }

  /// Why a clause does not take values of a type.
  static func refusal(of type: CELType, by kind: Character) -> EvaluationError {
    let rule =
      switch kind {
      case "s":
        "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and "
          + "timestamps"
      case "d": "decimal clause can only be used on integers"
      case "f": "fixed-point clause can only be used on doubles"
      case "e": "scientific clause can only be used on doubles"
      case "b": "only integers and bools can be formatted as binary"
      case "o": "octal clause can only be used on integers"
      default: "only integers, byte buffers, and strings can be formatted as hex"
      }
    return EvaluationError("\(rule), was given \(type.runtimeName)")
  }

  private static func precision(_ bytes: inout ArraySlice<UInt8>) throws(EvaluationError) -> Int? {
    guard bytes.first == UInt8(ascii: ".") else { return nil }
    bytes.removeFirst()
    let digits = bytes.prefix { (48...57).contains($0) }
    bytes = bytes.dropFirst(digits.count)
    guard !bytes.isEmpty else { throw EvaluationError("could not find end of precision specifier") }
    let text = String(decoding: digits, as: UTF8.self)
    guard let precision = Int(text) else {
      let reason = text.isEmpty ? "invalid syntax" : "value out of range"
      throw EvaluationError(
        "error while converting precision to integer: strconv.Atoi: parsing \(GoText.quoted(text)): \(reason)")
    }
    // Longer fractions than these have nothing but zeros, which nobody waits for.
    return min(precision, 1100)
  }

  private static func text(_ kind: Character, _ value: Value, _ precision: Int) throws(EvaluationError) -> String {
    switch kind {
    case "s": return try string(value)
    case "d": return try decimal(value)
    case "f": return localized(GoNumber.fixed(try double(value, kind), precision: precision))
    case "e": return try scientific(double(value, kind))
    case "b": return try binary(value)
    case "o": return try octal(value)
    default: return try hexadecimal(value, uppercase: kind == "X")
    }
  }

  private static func string(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .list(let list): return try self.list(list)
    case .map(let map): return try self.map(map)
    case .null: return "null"
    case .int, .uint, .double, .bool, .string, .timestamp, .bytes, .duration, .type: return value.plainText
    default: throw refusal(of: value.type, by: "s")
    }
  }

  private static func decimal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): return String(int)
    case .uint(let uint): return String(uint)
    default: throw refusal(of: value.type, by: "d")
    }
  }

  private static func double(_ value: Value, _ kind: Character) throws(EvaluationError) -> Double {
    switch value {
    case .double(let double): return double
    case .string("NaN"): return .nan
    case .string("Infinity"): return .infinity
    case .string("-Infinity"): return -.infinity
    default: throw refusal(of: value.type, by: kind)
    }
  }

  /// Thousands are separated, as the English locale of the reference implementation does.
  private static func localized(_ number: String) -> String {
    guard !number.contains("N"), !number.contains("I") else {
      return number.replacing("+Inf", with: "\u{221E}").replacing("-Inf", with: "-\u{221E}")
    }
    let parts = number.split(separator: ".", maxSplits: 1)
    var whole = Substring(parts[0])
    let isNegative = whole.hasPrefix("-")
    if isNegative { whole = whole.dropFirst() }
    var grouped = ""
    for (position, digit) in whole.enumerated() {
      if position > 0, (whole.count - position) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (isNegative ? "-" : "") + grouped + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// The reference implementation does not look at the precision here.
  private static func scientific(_ number: Double) throws(EvaluationError) -> String {
    guard number.isFinite else { return localized(GoNumber.general(number)) }
    let text = GoNumber.scientific(number, precision: defaultPrecision)
    let parts = text.split(separator: "e")
    return "\(parts[0])\u{D7}10" + superscript(parts[1])
  }

  private static func superscript(_ exponent: Substring) -> String {
    let digits: [Character: Character] = [
      "0": "\u{2070}", "1": "\u{B9}", "2": "\u{B2}", "3": "\u{B3}", "4": "\u{2074}", "5": "\u{2075}",
      "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}", "9": "\u{2079}", "-": "\u{207B}",
    ]
    return String(exponent.compactMap { digits[$0] })
  }

  private static func binary(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): return String(int, radix: 2)
    case .uint(let uint): return String(uint, radix: 2)
    case .bool(let bool): return bool ? "1" : "0"
    default: throw refusal(of: value.type, by: "b")
    }
  }

  private static func octal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): return String(int, radix: 8)
    case .uint(let uint): return String(uint, radix: 8)
    default: throw refusal(of: value.type, by: "o")
    }
  }

  private static func hexadecimal(_ value: Value, uppercase: Bool) throws(EvaluationError) -> String {
    switch value {
    case .int(let int): return String(int, radix: 16, uppercase: uppercase)
    case .uint(let uint): return String(uint, radix: 16, uppercase: uppercase)
    case .string(let text): return hexadecimal(text.utf8, uppercase)
    case .bytes(let bytes): return hexadecimal(bytes, uppercase)
    default: throw refusal(of: value.type, by: "x")
    }
  }

  private static func hexadecimal(_ bytes: some Sequence<UInt8>, _ uppercase: Bool) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: uppercase) }.joined()
  }

  // MARK: - Inside lists and maps, values are written as literals

  private static func list(_ list: ListValue) throws(EvaluationError) -> String {
    var texts: [String] = []
    for element in list.elements { texts.append(try literal(element)) }
    return "[" + texts.joined(separator: ", ") + "]"
  }

  private static func map(_ map: MapValue) throws(EvaluationError) -> String {
    var pairs: [(key: String, value: String)] = []
    for entry in map.entries {
      switch entry.key {
      case .string, .bool, .int, .uint: pairs.append((try literal(entry.key), try literal(entry.value)))
      default:
        throw EvaluationError("no formatting function for map key of type \(entry.key.type.runtimeName)")
      }
    }
    pairs.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    return "{" + pairs.map { "\($0.key):\($0.value)" }.joined(separator: ", ") + "}"
  }

  private static func literal(_ value: Value) throws(EvaluationError) -> String {
    switch value {
    case .string(let text): return GoText.quoted(text)
    case .bytes(let bytes): return "b" + GoText.quoted(String(decoding: bytes, as: UTF8.self))
    case .timestamp: return "timestamp(\(GoText.quoted(value.plainText)))"
    case .duration: return "duration(\(GoText.quoted(value.plainText)))"
    case .double(let double):
      let text = GoNumber.fixed(double, precision: defaultPrecision)
      return double.isFinite ? text : GoText.quoted(text)
    case .int, .uint, .bool, .null, .type, .list, .map: return try string(value)
    default: throw EvaluationError("no formatting function for \(value.type.runtimeName)")
    }
  }
}
