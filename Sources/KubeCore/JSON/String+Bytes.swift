// Swift compares strings by canonical equivalence, JSON and Kubernetes by their bytes: a composed and a decomposed
// accent are one key to Swift, and two to an API server.
extension String {
  func hasSameBytes(as other: String) -> Bool {
    // Different strings are the usual case, and Swift tells them apart fastest.
    guard self == other else { return false }
    return utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  func hashBytes(into hasher: inout Hasher) {
    let isDone: Void? = utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    if isDone == nil { for byte in utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }

  func precedesByBytes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}

/// A string that is looked up by its bytes.
struct ByteKey: Hashable {
  var text: String
  static func == (left: ByteKey, right: ByteKey) -> Bool { left.text.hasSameBytes(as: right.text) }
  func hash(into hasher: inout Hasher) { text.hashBytes(into: &hasher) }
}
