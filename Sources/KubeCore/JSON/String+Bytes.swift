// Swift compares strings by canonical equivalence, JSON and Kubernetes by their bytes: a composed and a decomposed
// accent are one key to Swift, and two to an API server.
extension String {
  @inline(__always)
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let areEqual = utf8.withContiguousStorageIfAvailable { left in
      other.utf8.withContiguousStorageIfAvailable { right in String.areEqual(left, right) }
    }
    return areEqual.flatMap { $0 } ?? utf8.elementsEqual(other.utf8)
  }

  /// Compares two buffers of the same length, whole words first.
  @inline(__always)
  private static func areEqual(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
    var position = 0
    while position + 8 <= left.count {
      guard ByteWord(at: leftStart + position) == ByteWord(at: rightStart + position) else { return false }
      position += 8
    }
    while position < left.count {
      guard left[position] == right[position] else { return false }
      position += 1
    }
    return true
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
