import KubeCore

/// What was written since the controllers last looked: of each object, how it was then and how it is now.
///
/// There is one entry for each object at most, so that a cluster whose controllers rest does not grow.
struct UnseenChanges: Sendable {
  /// An object before and after; `nil` when there was or is none.
  struct Difference: Sendable {
    var old: JSONValue?
    var new: JSONValue?
  }

  private var differences: [StoredKey: Difference] = [:]

  var isEmpty: Bool { differences.isEmpty }

  mutating func note(_ key: StoredKey, old: JSONValue?, new: JSONValue?) {
    if differences[key] != nil {
      differences[key]?.new = new
    } else {
      differences[key] = Difference(old: old, new: new)
    }
  }

  /// Hands over everything, in the order of the keys.
  mutating func takeAll() -> [(key: StoredKey, difference: Difference)] {
    guard !differences.isEmpty else { return [] }
    defer { differences.removeAll(keepingCapacity: true) }
    if differences.count == 1, let only = differences.first { return [(only.key, only.value)] }
    return differences.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
