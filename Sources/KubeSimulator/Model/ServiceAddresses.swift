/// The virtual addresses that services get, from 10.96.0.0/16 in order.
struct ServiceAddresses: Sendable {
  private var next: UInt32 = 10

  mutating func take() -> String {
    defer { next &+= 1 }
    return "10.96.\(next >> 8 & 0xFF).\(next & 0xFF)"
  }
}
