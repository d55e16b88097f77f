/// Keys of objects that occur again and again in the same order: made once, and shared by all these objects.
///
/// A fixed number of places, each of which holds the last keys that hashed to it.
struct KeysCache: ~Copyable {
  private struct Entry {
    var hash: UInt64 = 0
    var keys = JSONKeys.none
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let bitCount: Int

  /// - Parameter textSize: how much text is to be expected; little text does not pay for a large cache.
  init(textSize: Int) {
    bitCount = textSize < 16_384 ? 4 : 8
    entries = .allocate(capacity: 1 << bitCount)
    entries.initialize(repeating: Entry(), count: 1 << bitCount)
  }

  deinit {
    entries.deinitialize(count: 1 << bitCount)
    entries.deallocate()
  }

  /// Takes the names above `bottom` off the stack.
  ///
  /// - Parameter hash: the same for the same names; 0 when it is not known.
  /// - Returns: `nil` when a name occurs twice. The names are on the stack still.
  mutating func take(_ names: inout MoveStack<String>, above bottom: Int, hash: UInt64) -> JSONKeys? {
    let place = entries + Int(truncatingIfNeeded: hash >> UInt64(64 - bitCount))
    if hash != 0, place.pointee.hash == hash,
      names.holds(place.pointee.keys.names, above: bottom, { $0.hasSameBytes(as: $1) })
    {
      names.drop(above: bottom)
      return place.pointee.keys
    }
    let list = names.take(above: bottom)
    guard JSONKeys.areDistinct(list) else {
      for name in list { names.push(name) }
      return nil
    }
    let keys = JSONKeys(list)
    // Large objects are seldom alike, and would only be kept from being freed.
    if hash != 0, list.count <= 64 { place.pointee = Entry(hash: hash, keys: keys) }
    return keys
  }
}
