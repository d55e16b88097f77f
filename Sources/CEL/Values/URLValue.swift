/// An absolute URL or an absolute path, taken apart as Go's `net/url` does.
public struct URLValue: Sendable {
  let text: String
  var scheme = ""
  /// Host and port as they stand, percent escapes resolved.
  var host = ""
  var escapedPath = ""
  var query = ""

  /// - Throws: with the reference implementation's text when it is not an absolute URL.
  init(_ text: String) throws(EvaluationError) {
    func failure(_ reason: String) -> EvaluationError {
      EvaluationError(
        "URL parse error during conversion from string: parse \(GoText.quoted(text)): \(reason)")
    }
    self.text = text
    guard !text.isEmpty else { throw failure("empty url") }
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
      throw failure("net/url: invalid control character in URL")
    }
    var rest = Substring(text)
    if let colon = try Self.schemeEnd(rest, failure) {
      scheme = rest[..<colon].lowercased()
      rest = rest[rest.index(after: colon)...]
    }
    // A fragment is only cut off afterwards: the strict parser takes it for part of what it stands next to.
    if let hash = rest.firstIndex(of: "#") { rest = rest[..<hash] }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if !rest.hasPrefix("/") {
      if !scheme.isEmpty, !rest.isEmpty { return }
      throw failure("invalid URI for request")
    }
    if rest.hasPrefix("//"), !scheme.isEmpty || !rest.hasPrefix("///") {
      rest = rest.dropFirst(2)
      let authority = rest.prefix { $0 != "/" }
      rest = rest.dropFirst(authority.count)
      host = try Self.host(authority, failure)
    }
    if let bad = Self.invalidEscape(rest) { throw failure("invalid URL escape \(GoText.quoted(bad))") }
    escapedPath = Self.escape(rest)
  }

  private static func schemeEnd(_ text: Substring, _ failure: (String) -> EvaluationError) throws(EvaluationError)
    -> Substring.Index?
  {
    for index in text.indices {
      let character = text[index]
      if character.isASCII, character.isLetter { continue }
      if character.isASCII, character.isNumber || "+-.".contains(character) {
        if index == text.startIndex { return nil }
        continue
      }
      guard character == ":" else { return nil }
      if index == text.startIndex { throw failure("missing protocol scheme") }
      return index
    }
    return nil
  }

  private static func host(_ authority: Substring, _ failure: (String) -> EvaluationError) throws(EvaluationError)
    -> String
  {
    let host = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    var port: Substring = ""
    if host.hasPrefix("[") {
      guard let end = host.lastIndex(of: "]") else { throw failure("missing ']' in host") }
      port = host[host.index(after: end)...]
    } else if let colon = host.lastIndex(of: ":") {
      port = host[colon...]
    }
    if !port.isEmpty, port.first != ":" || !port.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }) {
      throw failure("invalid port \(GoText.quoted(String(port))) after host")
    }
    if let bad = host.first(where: { " <>\"\\^`{|}".contains($0) }) {
      throw failure("invalid character \(GoText.quoted(String(bad))) in host name")
    }
    if let bad = invalidEscape(host) { throw failure("invalid URL escape \(GoText.quoted(bad))") }
    return String(host)
  }

  private static func invalidEscape(_ text: Substring) -> String? {
    let bytes = Array(text.utf8)
    for (position, byte) in bytes.enumerated() where byte == UInt8(ascii: "%") {
      let digits = bytes[(position + 1)...].prefix(2)
      let isHex = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
      if digits.count < 2 || !isHex { return String(decoding: bytes[position...].prefix(3), as: UTF8.self) }
    }
    return nil
  }

  private static func escape(_ path: Substring) -> String {
    var result = ""
    for byte in path.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 0x80, character.isLetter || character.isNumber || "-_.~$&+,/:;=@!'()*%[]".contains(character) {
        result.append(character)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }

  var hostname: String {
    if host.hasPrefix("["), let end = host.lastIndex(of: "]") { return String(host[host.index(after: host.startIndex)..<end]) }
    guard let colon = host.lastIndex(of: ":") else { return host }
    return String(host[..<colon])
  }

  var port: String {
    let tail = host.hasPrefix("[") ? host[(host.lastIndex(of: "]") ?? host.startIndex)...] : host[...]
    guard let colon = tail.lastIndex(of: ":") else { return "" }
    return String(tail[tail.index(after: colon)...])
  }

  /// The values of each key of the query; pairs that are not well formed are left out.
  var queryValues: [(key: String, values: [String])] {
    var keys: [String] = []
    var values: [String: [String]] = [:]
    for pair in query.split(separator: "&") where !pair.contains(";") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let key = Self.unescape(parts[0]), let value = parts.count > 1 ? Self.unescape(parts[1]) : "" else {
        continue
      }
      if values[key] == nil { keys.append(key) }
      values[key, default: []].append(value)
    }
    return keys.map { ($0, values[$0] ?? []) }
  }

  private static func unescape(_ text: Substring) -> String? {
    guard invalidEscape(text) == nil else { return nil }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
