import KubeCore

/// Finds out which element of a list has become which.
enum ElementMatching {
  /// The members by which Kubernetes tells the elements of its lists apart, the most telling first.
  private static let keys = [
    "uid", "name", "key", "type", "id", "ip", "mountPath", "devicePath", "topologyKey", "containerPort", "port",
  ]

  /// For each element of the new list, the position that it had in the old one; `nil` for a new element.
  ///
  /// Equal elements belong together first, then those of the same name or other key. What is left over keeps its
  /// position when the list has kept its length.
  static func origins(of new: [JSONValue], in old: [JSONValue]) -> [Int?] {
    var origins = [Int?](repeating: nil, count: new.count)
    var free = Set(old.indices)
    func link(_ matches: (JSONValue, JSONValue) -> Bool) {
      for position in new.indices where origins[position] == nil {
        // An element that stays where it was is preferred to an equal one elsewhere.
        let candidates = free.contains(position) ? [position] + free.sorted() : free.sorted()
        guard let origin = candidates.first(where: { matches(old[$0], new[position]) }) else { continue }
        origins[position] = origin
        free.remove(origin)
      }
    }
    link { $0 == $1 }
    if let key = distinguishingKey(old, new) {
      link { $0[key] != nil && $0[key] == $1[key] }
    } else if old.count == new.count {
      for position in new.indices where origins[position] == nil && free.contains(position) {
        origins[position] = position
      }
    }
    return origins
  }

  /// A member that all elements of both lists have, and no two of one list share.
  private static func distinguishingKey(_ old: [JSONValue], _ new: [JSONValue]) -> String? {
    keys.first { key in
      [old, new].allSatisfy { list in
        let values = list.compactMap { $0[key] }
        return values.count == list.count && Set(values).count == values.count
      }
    }
  }
}
