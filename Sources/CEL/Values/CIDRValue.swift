/// An address with the length of its network's prefix.
public struct CIDRValue: Sendable, Hashable {
  package let address: IPValue
  package let prefixLength: Int

  init(address: IPValue, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  package init(_ text: String) throws(EvaluationError) {
    func failure(_ reason: String) -> EvaluationError {
      let prefix = "network address parse error during conversion from string: "
      return EvaluationError(prefix + prefix + "netip.ParsePrefix(\(GoText.quoted(text))): \(reason)")
    }
    guard let slash = text.lastIndex(of: "/") else { throw failure("no '/'") }
    let parsed: AddressParser.Parsed
    do throws(AddressParser.Failure) { parsed = try AddressParser.parse(String(text[..<slash])) } catch {
      throw failure(error.description)
    }
    if parsed.hasZone { throw failure("IPv6 zones cannot be present in a prefix") }
    let length = text[text.index(after: slash)...]
    let digits = length.utf8
    guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }), digits.count == 1 || digits.first != 48 else {
      throw failure("bad bits after slash: \(GoText.quoted(String(length)))")
    }
    guard let bits = Int(length), bits <= parsed.bytes.count * 8 else { throw failure("prefix length out of range") }
    let address = IPValue(bytes: parsed.bytes)
    guard !address.isMapped else {
      throw EvaluationError(
        "network address parse error during conversion from string: IPv4-mapped IPv6 address "
          + "\(GoText.quoted(text)) is not allowed")
    }
    self.init(address: address, prefixLength: bits)
  }

  var text: String { "\(address.text)/\(prefixLength)" }

  /// The range with every bit after the prefix cleared.
  var masked: CIDRValue {
    let bytes = address.bytes.enumerated().map { position, byte in
      let kept = min(max(prefixLength - position * 8, 0), 8)
      return byte & ~UInt8(truncatingIfNeeded: 0xFF >> kept)
    }
    return CIDRValue(address: IPValue(bytes: bytes), prefixLength: prefixLength)
  }

  package func contains(_ other: IPValue) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    return CIDRValue(address: other, prefixLength: prefixLength).masked.address == masked.address
  }

  func contains(_ other: CIDRValue) -> Bool { prefixLength <= other.prefixLength && contains(other.address) }
}
