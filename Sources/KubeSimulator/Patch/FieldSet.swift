import KubeCore

/// A set of field paths, as a tree: what one manager owns (`fieldsV1`).
struct FieldSet: Sendable, Hashable {
  private struct Child: Sendable, Hashable {
    var element: PathElement
    var set: FieldSet
  }

  /// Whether the path that leads here is in the set itself.
  var isMember = false
  /// In the order of their elements; none is empty.
  private var below: [Child] = []

  static let member = FieldSet(isMember: true)

  init(isMember: Bool = false) { self.isMember = isMember }

  /// - Parameter children: later ones replace earlier ones of the same element.
  init(isMember: Bool = false, _ children: [(PathElement, FieldSet)]) {
    self.isMember = isMember
    below = children.filter { !$0.1.isEmpty }.map { Child(element: $0.0, set: $0.1) }
    if !zip(below, below.dropFirst()).allSatisfy({ $0.element < $1.element }) {
      let sorted = below
      below = []
      for child in sorted { self[child.element] = child.set }
    }
  }

  var isEmpty: Bool { !isMember && below.isEmpty }
  var hasChildren: Bool { !below.isEmpty }

  /// Whether an element of a keyed list stands in it that has none of the keys.
  var hasNamelessElement: Bool { below.contains { $0.element == .key("{}") || $0.set.hasNamelessElement } }

  var children: some Sequence<(element: PathElement, set: FieldSet)> { below.lazy.map { ($0.element, $0.set) } }

  /// What is below one element; `nil` when that is nothing. An empty set takes it away.
  subscript(element: PathElement) -> FieldSet? {
    get {
      let position = position(of: element)
      return position < below.count && below[position].element == element ? below[position].set : nil
    }
    set {
      let position = position(of: element)
      let isThere = position < below.count && below[position].element == element
      switch (isThere, newValue.flatMap { $0.isEmpty ? nil : $0 }) {
      case (true, let set?): below[position].set = set
      case (true, nil): below.remove(at: position)
      case (false, let set?): below.insert(Child(element: element, set: set), at: position)
      case (false, nil): break
      }
    }
  }

  func contains(_ path: [PathElement]) -> Bool {
    var node: FieldSet? = self
    for element in path { node = node?[element] }
    return node != nil
  }

  /// Where an element stands, or would.
  private func position(of element: PathElement) -> Int {
    var (low, high) = (0, below.count)
    while low < high {
      let middle = (low + high) / 2
      if below[middle].element < element { low = middle + 1 } else { high = middle }
    }
    return low
  }

  // MARK: Sets

  func union(_ other: FieldSet) -> FieldSet {
    if other.isEmpty { return self }
    if isEmpty { return other }
    var result = FieldSet(isMember: isMember || other.isMember)
    result.below.reserveCapacity(max(below.count, other.below.count))
    walk(other) { element, left, right in
      let set = left.flatMap { left in right.map { left.union($0) } } ?? left ?? right ?? FieldSet()
      result.below.append(Child(element: element, set: set))
    }
    return result
  }

  func subtracting(_ other: FieldSet) -> FieldSet {
    if other.isEmpty { return self }
    var result = FieldSet(isMember: isMember && !other.isMember)
    walk(other) { element, left, right in
      guard let left else { return }
      let set = right.map { left.subtracting($0) } ?? left
      if !set.isEmpty { result.below.append(Child(element: element, set: set)) }
    }
    return result
  }

  func intersection(_ other: FieldSet) -> FieldSet {
    var result = FieldSet(isMember: isMember && other.isMember)
    walk(other) { element, left, right in
      guard let left, let right else { return }
      let set = left.intersection(right)
      if !set.isEmpty { result.below.append(Child(element: element, set: set)) }
    }
    return result
  }

  func intersects(_ other: FieldSet) -> Bool {
    if isMember && other.isMember { return true }
    var isFound = false
    walk(other) { _, left, right in
      guard !isFound, let left, let right else { return }
      isFound = left.intersects(right)
    }
    return isFound
  }

  /// Calls a closure for each element of one set or the other, in their order.
  private func walk(_ other: FieldSet, _ visit: (PathElement, FieldSet?, FieldSet?) -> Void) {
    var (left, right) = (0, 0)
    while left < below.count || right < other.below.count {
      guard left < below.count else {
        visit(other.below[right].element, nil, other.below[right].set)
        right += 1
        continue
      }
      guard right < other.below.count, other.below[right].element <= below[left].element else {
        visit(below[left].element, below[left].set, nil)
        left += 1
        continue
      }
      let isCommon = other.below[right].element == below[left].element
      visit(other.below[right].element, isCommon ? below[left].set : nil, other.below[right].set)
      left += isCommon ? 1 : 0
      right += 1
    }
  }

  // MARK: Paths

  /// Without a path and everything below it.
  func removing(_ path: some Collection<PathElement>) -> FieldSet {
    guard let first = path.first else { return FieldSet() }
    guard let child = self[first] else { return self }
    var result = self
    result[first] = child.removing(path.dropFirst())
    return result
  }

  /// The paths in the set, as conflict messages write them, sorted.
  var paths: [String] {
    (isMember ? [""] : []) + below.flatMap { child in child.set.paths.map { child.element.text + $0 } }
  }

  /// The set with each child as a closure makes it.
  func mappingChildren(_ change: (PathElement, FieldSet) -> FieldSet) -> FieldSet {
    FieldSet(isMember: isMember, below.map { ($0.element, change($0.element, $0.set)) })
  }
}

// MARK: - Wire form

extension FieldSet {
  init(fieldsV1: JSONValue) {
    var isMember = false
    var children: [(PathElement, FieldSet)] = []
    for (key, value) in fieldsV1.object ?? [:] {
      if key == "." {
        isMember = true
      } else {
        var child = FieldSet(fieldsV1: value)
        if !child.hasChildren { child.isMember = true }
        children.append((PathElement(wire: key), child))
      }
    }
    self.init(isMember: isMember, children)
  }

  var fieldsV1: JSONValue { .object(JSONObject(below.map { ($0.element.wire, $0.set.wireBelow) })) }

  /// The wire form as it stands in its parent: what is itself in the set and has more below it is marked.
  private var wireBelow: JSONValue {
    guard isMember, !below.isEmpty else { return fieldsV1 }
    return .object(JSONObject([(".", [:])] + below.map { ($0.element.wire, $0.set.wireBelow) }))
  }
}
