#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// An IP address: 4 bytes for version 4, 16 for version 6. An IPv4 address in IPv6 form is the IPv4 address.
struct IPAddress: Sendable, Hashable {
  let bytes: [UInt8]

  /// Reads the usual notations; brackets and zones are none of them.
  init?(_ text: some StringProtocol) {
    var buffer = [UInt8](repeating: 0, count: 16)
    let text = String(text)
    // A name with a null byte would end there for C.
    guard !text.utf8.contains(0) else { return nil }
    if inet_pton(AF_INET, text, &buffer) == 1 {
      self.init(bytes: Array(buffer.prefix(4)))
    } else if inet_pton(AF_INET6, text, &buffer) == 1 {
      self.init(bytes: buffer)
    } else {
      return nil
    }
  }

  /// Takes 4 or 16 bytes.
  init(bytes: [UInt8]) {
    let isMapped = bytes.count == 16 && bytes.starts(with: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF])
    self.bytes = isMapped ? Array(bytes.suffix(4)) : bytes
  }

  /// A host of a URL as an address would be written: without the brackets of an IPv6 address.
  static func unbracketed(_ host: String) -> String {
    host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  }

  var isLoopback: Bool {
    bytes.count == 4 ? bytes.first == 127 : bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
  }
}

extension IPAddress: CustomStringConvertible {
  var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16)
    }.joined(separator: ":")
  }
}

/// A range of addresses in CIDR notation.
struct IPNetwork: Sendable, Hashable {
  private let base: IPAddress
  private let prefixLength: Int

  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let base = IPAddress(parts[0]), !parts[1].isEmpty,
      parts[1].utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let length = Int(parts[1]), length <= base.bytes.count * 8
    else { return nil }
    self.base = base
    prefixLength = length
  }

  /// Whether the address is of the same version, and begins with the same bits.
  func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    var left = prefixLength
    for (one, other) in zip(address.bytes, base.bytes) where left > 0 {
      let mask = left >= 8 ? 0xFF : ~(UInt8(0xFF) >> UInt8(left))
      guard one & mask == other & mask else { return false }
      left -= 8
    }
    return true
  }
}
