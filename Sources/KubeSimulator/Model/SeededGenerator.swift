import KubeCore

/// Names and uids, the same for equal seeds.
struct SeededGenerator: Sendable {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next() -> UInt64 { generator.next() }

  /// A version 4 UUID.
  mutating func nextUID() -> String {
    let high = (next() & 0xFFFF_FFFF_FFFF_0FFF) | 0x4000
    let low = (next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    let cuts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
    let characters = Array(digits)
    return cuts.map { String(characters[$0]) }.joined(separator: "-")
  }

  /// Five characters of the alphabet that Kubernetes appends to generated names: no vowels, no look-alikes.
  mutating func nextSuffix() -> String {
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789")
    return String((0..<5).map { _ in alphabet[Int(next() % UInt64(alphabet.count))] })
  }

  private func hex(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
