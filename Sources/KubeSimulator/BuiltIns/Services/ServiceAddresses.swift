/// The virtual addresses of services: a network of 65,536 addresses, given out in order.
struct ServiceAddresses: Sendable {
  /// The first two numbers of each address.
  var prefix = "10.96"
  private var next: UInt32 = 10
  /// The addresses that services have asked for.
  private var chosen: Set<String> = []

  mutating func choose(_ address: String) { chosen.insert(address) }

  /// The next address that nobody has asked for.
  mutating func take() -> String {
    for _ in 0..<65_536 {
      let address = "\(prefix).\(next >> 8 & 0xFF).\(next & 0xFF)"
      next &+= 1
      if !chosen.contains(address) { return address }
    }
    return "\(prefix).255.254"
  }

  func contains(_ address: String) -> Bool { address.hasPrefix(prefix + ".") }
}
