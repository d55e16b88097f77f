/// Takes DER (X.690) apart, one element after another.
struct DERReader: Sendable {
  struct Element: Sendable {
    var tag: UInt8
    var content: ArraySlice<UInt8>

    var isSequence: Bool { tag == 0x30 }
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { rest = ArraySlice(Array(bytes)) }

  /// - Returns: `nil` at the end, and for what is cut short.
  mutating func next() -> Element? {
    guard let tag = rest.popFirst(), let length = takeLength(), length <= rest.count else { return nil }
    let content = rest.prefix(length)
    rest = rest.dropFirst(length)
    return Element(tag: tag, content: content)
  }

  private mutating func takeLength() -> Int? {
    guard let first = rest.popFirst() else { return nil }
    guard first & 0x80 != 0 else { return Int(first) }
    let count = Int(first & 0x7F)
    guard (1...4).contains(count), count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
  }
}
