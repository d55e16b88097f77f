/// What a string or bytes literal stands for.
enum StringLiteral {
  struct Failure: Error { var message: String }

  /// The bytes of a literal with its quotes and an optional `r` before them.
  ///
  /// - Parameter isBytes: whether `\x` and octal escapes are bytes, not code points.
  static func unescape(_ literal: String, isBytes: Bool) throws(Failure) -> [UInt8] {
    let text = normalized(literal)
    var scalars = Array(text.unicodeScalars)[...]
    let isRaw = scalars.first == "r" || scalars.first == "R"
    if isRaw { scalars = scalars.dropFirst() }
    guard let quote = scalars.first, scalars.count >= 2 else { throw Failure(message: "unable to unescape string") }
    let isTriple = scalars.count >= 6 && scalars.prefix(3).allSatisfy { $0 == quote }
    scalars = scalars.dropFirst(isTriple ? 3 : 1).dropLast(isTriple ? 3 : 1)
    var bytes: [UInt8] = []
    while let scalar = scalars.popFirst() {
      if scalar == "\\", !isRaw {
        try escape(&scalars, isBytes, into: &bytes)
      } else {
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      }
    }
    return bytes
  }

  /// Every line break becomes a line feed.
  private static func normalized(_ literal: String) -> String {
    guard literal.unicodeScalars.contains("\r") else { return literal }
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in literal.unicodeScalars {
      if scalar == "\r" { result.append("\n") } else if scalar != "\n" || previous != "\r" { result.append(scalar) }
      previous = scalar
    }
    return String(result)
  }

  private static func escape(_ rest: inout ArraySlice<Unicode.Scalar>, _ isBytes: Bool, into bytes: inout [UInt8])
    throws(Failure)
  {
    let failure = Failure(message: "unable to unescape string")
    guard let kind = rest.popFirst() else { throw failure }
    switch kind {
    case "a": bytes.append(0x07)
    case "b": bytes.append(0x08)
    case "f": bytes.append(0x0C)
    case "n": bytes.append(0x0A)
    case "r": bytes.append(0x0D)
    case "t": bytes.append(0x09)
    case "v": bytes.append(0x0B)
    case "\\", "'", "\"", "`", "?": bytes.append(UInt8(truncatingIfNeeded: kind.value))
    case "x", "X": try append(number(&rest, digits: 2, radix: 16), isBytes, into: &bytes)
    case "u", "U":
      guard !isBytes else { throw failure }
      try append(number(&rest, digits: kind == "u" ? 4 : 8, radix: 16), false, into: &bytes)
    case "0"..."3":
      rest = [kind] + rest
      try append(number(&rest, digits: 3, radix: 8), isBytes, into: &bytes)
    default: throw failure
    }
  }

  private static func number(_ rest: inout ArraySlice<Unicode.Scalar>, digits: Int, radix: UInt32) throws(Failure)
    -> UInt32
  {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let scalar = rest.popFirst(), let digit = Character(scalar).hexDigitValue, digit < radix else {
        throw Failure(message: "unable to unescape string")
      }
      value = value &* radix &+ UInt32(digit)
    }
    return value
  }

  private static func append(_ number: UInt32, _ isByte: Bool, into bytes: inout [UInt8]) throws(Failure) {
    if isByte {
      bytes.append(UInt8(truncatingIfNeeded: number))
    } else if let scalar = Unicode.Scalar(number) {
      bytes.append(contentsOf: String(Character(scalar)).utf8)
    } else {
      throw Failure(message: "invalid unicode code point")
    }
  }
}
