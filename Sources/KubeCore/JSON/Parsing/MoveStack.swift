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

extension MoveStack {
  /// Destroys everything that was pushed since the stack had `bottom` elements.
  mutating func drop(above bottom: Int) {
    (elements + bottom).deinitialize(count: count - bottom)
    count = bottom
  }

  /// Whether the elements above `bottom` are those of an array.
  func holds(_ array: [Element], above bottom: Int, _ areEqual: (Element, Element) -> Bool) -> Bool {
    guard array.count == count - bottom else { return false }
    for position in 0..<array.count where !areEqual(array[position], elements[bottom + position]) { return false }
    return true
  }
}
