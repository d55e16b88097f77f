/// Parses IP addresses as Go's `netip` does, with its words for what is wrong.
enum AddressParser {
  struct Parsed {
    var bytes: [UInt8]
    var hasZone = false
  }

  struct Failure: Error {
    var reason: String
    var text = ""
    var rest = ""

    var description: String {
      let at = rest.isEmpty ? "" : " (at \(GoText.quoted(rest)))"
      return "ParseAddr(\(GoText.quoted(text))): \(reason)\(at)"
    }
  }

  static func parse(_ text: String) throws(Failure) -> Parsed {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "."): return Parsed(bytes: try version4(text, whole: text))
      case UInt8(ascii: ":"): return try version6(text)
      case UInt8(ascii: "%"): throw Failure(reason: "missing IPv6 address", text: text)
      default: continue
      }
    }
    throw Failure(reason: "unable to parse IP", text: text)
  }

  private static func version4(_ text: String, whole: String) throws(Failure) -> [UInt8] {
    var fields: [UInt8] = []
    var value = 0
    var digits = 0
    let bytes = Array(text.utf8)
    for (position, byte) in bytes.enumerated() {
      let rest = String(decoding: bytes[position...], as: UTF8.self)
      if (48...57).contains(byte) {
        if digits == 1, value == 0 {
          throw Failure(reason: "IPv4 field has octet with leading zero", text: whole)
        }
        value = value * 10 + Int(byte - 48)
        digits += 1
        if value > 255 { throw Failure(reason: "IPv4 field has value >255", text: whole) }
      } else if byte == UInt8(ascii: ".") {
        if position == 0 || position == bytes.count - 1 || bytes[position - 1] == byte {
          throw Failure(reason: "IPv4 field must have at least one digit", text: whole, rest: rest)
        }
        if fields.count == 3 { throw Failure(reason: "IPv4 address too long", text: whole) }
        fields.append(UInt8(value))
        value = 0
        digits = 0
      } else {
        throw Failure(reason: "unexpected character", text: whole, rest: rest)
      }
    }
    if fields.count < 3 { throw Failure(reason: "IPv4 address too short", text: whole) }
    return fields + [UInt8(value)]
  }

  private static func version6(_ text: String) throws(Failure) -> Parsed {
    var rest = Substring(text)
    var hasZone = false
    if let percent = text.firstIndex(of: "%") {
      rest = text[..<percent]
      hasZone = true
      if text.index(after: percent) == text.endIndex {
        throw Failure(reason: "zone must be a non-empty string", text: text)
      }
    }
    var bytes: [UInt8] = []
    var gap: Int?
    if rest.hasPrefix("::") {
      gap = 0
      rest = rest.dropFirst(2)
      if rest.isEmpty { return Parsed(bytes: [UInt8](repeating: 0, count: 16), hasZone: hasZone) }
    }
    while bytes.count < 16 {
      let digits = rest.prefix { $0.isASCII && $0.isHexDigit }
      guard !digits.isEmpty else {
        throw Failure(reason: "each colon-separated field must have at least one digit", text: text, rest: String(rest))
      }
      if digits.count > 4 {
        throw Failure(reason: "each group must have 4 or less digits", text: text, rest: String(rest))
      }
      if rest.dropFirst(digits.count).first == "." {
        if gap == nil, bytes.count != 12 {
          throw Failure(
            reason: "embedded IPv4 address must replace the final 2 fields of the address", text: text,
            rest: String(rest))
        }
        if bytes.count + 4 > 16 {
          throw Failure(reason: "too many hex fields to fit an embedded IPv4 at the end of the address", text: text)
        }
        bytes += try version4(String(rest), whole: text)
        rest = ""
        break
      }
      let group = UInt16(digits, radix: 16) ?? 0
      bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
      rest = rest.dropFirst(digits.count)
      if rest.isEmpty { break }
      if rest.first != ":" {
        throw Failure(reason: "unexpected character, want colon", text: text, rest: String(rest))
      }
      if rest.count == 1 { throw Failure(reason: "colon must be followed by more characters", text: text, rest: ":") }
      rest = rest.dropFirst()
      if rest.first == ":" {
        if gap != nil { throw Failure(reason: "multiple :: in address", text: text, rest: String(rest)) }
        gap = bytes.count
        rest = rest.dropFirst()
        if rest.isEmpty { break }
      }
    }
    if !rest.isEmpty { throw Failure(reason: "trailing garbage after address", text: text, rest: String(rest)) }
    if bytes.count < 16 {
      guard let gap else { throw Failure(reason: "address string too short", text: text) }
      bytes.insert(contentsOf: [UInt8](repeating: 0, count: 16 - bytes.count), at: gap)
    } else if gap != nil {
      throw Failure(reason: "the :: must expand to at least one field of zeros", text: text)
    }
    return Parsed(bytes: bytes, hasZone: hasZone)
  }
}
