import KubeCore

/// A hash that is the same in every process and on every machine (FNV-1a, 64 bits).
///
/// Source: Fowler, Noll, Vo, "The FNV Non-Cryptographic Hash Algorithm" (draft-eastlake-fnv).
package struct TraceHash: Sendable, Hashable, CustomStringConvertible {
  package private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(UInt8(0xFF))
  }

  mutating func add(_ time: Duration) { add(Int64(time / .nanoseconds(1))) }

  /// Members of objects count in the order of their names: the order in which they are written means nothing.
  mutating func add(_ value: JSONValue) {
    switch value {
    case .object(let object):
      for (key, member) in object.sorted(by: { $0.key < $1.key }) {
        add(key)
        add(member)
      }
      add(UInt8(1))
    case .array(let elements):
      for element in elements { add(element) }
      add(UInt8(2))
    case .string(let text): add(text)
    case .integer(let number): add(number)
    case .bool(let isTrue): add(UInt8(isTrue ? 3 : 4))
    case .null: add(UInt8(5))
    default: add(value.description)
    }
  }

  private mutating func add(_ number: Int64) { withUnsafeBytes(of: number.littleEndian) { for byte in $0 { add(byte) } } }

  private mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  package var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
