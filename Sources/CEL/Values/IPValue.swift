/// An IPv4 or IPv6 address without a zone.
public struct IPValue: Sendable, Hashable {
  /// Four or sixteen bytes.
  let bytes: [UInt8]

  package var isVersion4: Bool { bytes.count == 4 }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Parses an address; mapped IPv4 addresses and zones are refused.
  package init(_ text: String) throws(EvaluationError) {
    do throws(AddressParser.Failure) {
      let parsed = try AddressParser.parse(text)
      if parsed.hasZone { throw .init(reason: "") }
      bytes = parsed.bytes
    } catch {
      guard error.reason.isEmpty else {
        let quoted = GoText.quoted(text)
        throw EvaluationError("IP Address \(quoted) parse error during conversion from string: \(error.description)")
      }
      throw EvaluationError("IP address \(GoText.quoted(text)) with zone value is not allowed")
    }
    if isMapped { throw EvaluationError("IPv4-mapped IPv6 address \(GoText.quoted(text)) is not allowed") }
  }

  var isMapped: Bool {
    bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 255 && bytes[11] == 255
  }

  package var isUnspecified: Bool { bytes.allSatisfy { $0 == 0 } }

  package var isLoopback: Bool {
    isVersion4 ? bytes[0] == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }

  var isMulticast: Bool { isVersion4 ? bytes[0] & 0xF0 == 0xE0 : bytes[0] == 0xFF }

  package var isLinkLocalMulticast: Bool {
    isVersion4 ? bytes.starts(with: [224, 0, 0]) : bytes[0] == 0xFF && bytes[1] & 0x0F == 0x02
  }

  package var isLinkLocalUnicast: Bool {
    isVersion4 ? bytes.starts(with: [169, 254]) : bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
  }

  var isGlobalUnicast: Bool {
    if isVersion4, bytes.allSatisfy({ $0 == 255 }) { return false }
    return !isUnspecified && !isLoopback && !isMulticast && !isLinkLocalUnicast
  }

  /// The canonical text: RFC 5952 for IPv6.
  var text: String {
    guard !isVersion4 else { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = (0..<8).map { UInt16(bytes[2 * $0]) << 8 | UInt16(bytes[2 * $0 + 1]) }
    var best = 0..<0
    var start = 0
    for position in 0...8 where position == 8 || groups[position] != 0 {
      if position - start > max(best.count, 1) { best = start..<position }
      start = position + 1
    }
    func text(_ part: ArraySlice<UInt16>) -> String { part.map { String($0, radix: 16) }.joined(separator: ":") }
    guard !best.isEmpty else { return text(groups[...]) }
    return text(groups[..<best.lowerBound]) + "::" + text(groups[best.upperBound...])
  }
}
