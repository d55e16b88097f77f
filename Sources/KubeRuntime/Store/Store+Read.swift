public import KubeCore

extension Store {
  /// The object of a key, or `nil` when there is none, as far as is known.
  public func get(_ key: ObjectKey) -> Object? { read { $0[key] } }

  /// All objects, ordered by key.
  public func list() -> [Object] { sorted(read { $0.objects }) }

  /// The objects in a namespace, ordered by key.
  public func list(namespace: String) -> [Object] {
    sorted(read { state in state.keys(inNamespace: namespace).compactMap { state[$0] } })
  }

  /// The objects that an index files under a value, ordered by key.
  ///
  /// An index that the store was not made with gives the same answer, but looks at every object.
  public func list(by index: StoreIndex<Object>, _ value: String) -> [Object] {
    let found: [Object]? = read { state in
      state.keys(index, value).map { keys in keys.compactMap { state[$0] } }
    }
    return found.map(sorted) ?? list().filter { index.values($0).contains(value) }
  }

  /// How many objects there are.
  public var count: Int { read { $0.count } }

  /// Whether the store has held a complete list. It stays so while a later list is under way.
  public var isSynced: Bool { read { $0.isSynced } }

  /// The version up to which everything is known, from events, bookmarks and lists; `nil` before the first list.
  public var resourceVersion: String? { read { $0.resourceVersion } }

  private func sorted(_ objects: [Object]) -> [Object] { objects.sorted { $0.key < $1.key } }
}
