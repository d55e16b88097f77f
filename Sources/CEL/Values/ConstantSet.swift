/// The elements of a constant list, for `in`.
struct ConstantSet: Sendable {
  private let keys: Set<MapKey>

  /// `nil` when the list holds something that cannot be looked up.
  init?(_ list: ListValue) {
    var keys: Set<MapKey> = []
    for element in list.elements {
      guard let key = MapKey(element) else { return nil }
      keys.insert(key)
    }
    self.keys = keys
  }

  func contains(_ value: Value) -> Bool { MapKey(value).map(keys.contains) ?? false }
}
