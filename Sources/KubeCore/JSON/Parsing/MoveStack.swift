/// A stack whose top can be moved into an array of exactly the right size, without copying any element.
struct MoveStack<Element>: ~Copyable {
  fileprivate var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  fileprivate(set) var count = 0

  init(capacity: Int = 32) {
    elements = .allocate(capacity: capacity)
    self.capacity = capacity
  }

  deinit {
    elements.deinitialize(count: count)
    elements.deallocate()
  }

  @inline(__always)
  mutating func push(_ element: consuming Element) {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = larger
    capacity *= 2
  }

  /// Takes everything off that was pushed since the stack had `bottom` elements.
  mutating func take(above bottom: Int) -> [Element] {
    let top = UnsafeMutableBufferPointer(start: elements + bottom, count: count - bottom)
    count = bottom
    return Array(unsafeUninitializedCapacity: top.count) { buffer, initializedCount in
      _ = buffer.moveInitialize(fromContentsOf: top)
      initializedCount = top.count
    }
  }
}

extension MoveStack<UInt64> {
  mutating func drop(above bottom: Int) { count = bottom }

  /// Whether one of the hashes above `bottom` may occur twice. Many are not worth the comparison of all pairs.
  func mayRepeat(above bottom: Int) -> Bool {
    guard count - bottom <= 32 else { return true }
    for position in bottom..<count {
      let hash = elements[position]
      if hash == 0 { return count - bottom > 1 }
      for earlier in bottom..<position where elements[earlier] == hash { return true }
    }
    return false
  }
}
