/// The keys of an object in their order, and where each of them stands. Objects of the same keys can share them.
///
/// Unchecked, because its fields are variables: they change only while a single object holds the only reference, which
/// `isKnownUniquelyReferenced` has shown, as in the storage of every collection of the standard library. For the same
/// reason nothing checks at run time that accesses exclude each other.
final class JSONKeys: @unchecked Sendable {
  /// More keys than this are looked up through `positions`; a linear search wins below it.
  private static let linearSearchLimit = 12

  static let none = JSONKeys([])

  @exclusivity(unchecked) private(set) var names: [String]
  @exclusivity(unchecked) private var positions: [ByteKey: Int]?

  /// - Parameter names: which must all differ.
  init(_ names: [String]) {
    self.names = names
    index()
  }

  private func index() {
    positions = nil
    guard names.count > Self.linearSearchLimit else { return }
    var positions: [ByteKey: Int] = [:]
    positions.reserveCapacity(names.count)
    for (position, name) in names.enumerated() { positions[ByteKey(text: name)] = position }
    self.positions = positions
  }

  func position(of name: String) -> Int? {
    if let positions { return positions[ByteKey(text: name)] }
    return names.withUnsafeBufferPointer { names in
      for position in 0..<names.count where names[position].hasSameBytes(as: name) { return position }
      return nil
    }
  }

  func append(_ name: String) {
    names.append(name)
    if positions != nil { positions?[ByteKey(text: name)] = names.count - 1 } else { index() }
  }

  func remove(at position: Int) {
    names.remove(at: position)
    if positions != nil { index() }
  }

  static func areDistinct(_ names: [String]) -> Bool {
    guard names.count <= linearSearchLimit else {
      return Set(names.lazy.map { ByteKey(text: $0) }).count == names.count
    }
    for position in names.indices.dropFirst() {
      for earlier in 0..<position where names[earlier].hasSameBytes(as: names[position]) { return false }
    }
    return true
  }
}
