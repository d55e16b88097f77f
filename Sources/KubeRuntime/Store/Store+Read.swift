public import KubeCore

extension Store {
  /// The object of a key, or `nil` when there is none, as far as is known.
  public func get(_ key: ObjectKey) -> Object? { read { $0.entry(key) }?.value }

  /// The keys of all objects, in their order.
  public func keys() -> [ObjectKey] { read { $0.keys }.sorted() }

  /// All objects, ordered by key.
  public func list() -> [Object] { sorted(read { $0.all }) }

  /// The objects in a namespace, ordered by key. Without ``StoreIndex/namespace`` every key is looked at.
  public func list(namespace: String) -> [Object] {
    sorted(
      read { state in
        let keys = state.keys(.namespace, namespace) ?? state.keys.filter { $0.namespace == namespace }
        return keys.compactMap(state.entry)
      })
  }

  /// The objects that an index files under a value, ordered by key.
  ///
  /// An index that the store was not made with gives the same answer, but looks at every object.
  ///
  /// - Parameter namespace: only the objects there, if it is given.
  public func list(by index: StoreIndex<Object>, _ value: String, namespace: String? = nil) -> [Object] {
    func isThere(_ key: ObjectKey) -> Bool { namespace == nil || key.namespace == namespace }
    let found: [StoreEntry<Object>]? = read { state in
      state.keys(index, value).map { keys in keys.lazy.filter(isThere).compactMap(state.entry) }
    }
    return found.map(sorted) ?? list().filter { isThere($0.key) && index.values($0).contains(value) }
  }

  /// How many objects there are.
  public var count: Int { read { $0.count } }

  /// Whether the store has held a complete list. It stays so while a later list is under way.
  public var isSynced: Bool { read { $0.isSynced } }

  /// The version up to which everything is known, from events, bookmarks and lists; `nil` before the first list.
  public var resourceVersion: String? { read { $0.resourceVersion } }

  /// Packed objects are decoded here, when nobody waits for the store any more.
  private func sorted(_ entries: [StoreEntry<Object>]) -> [Object] {
    // By a closure: generic code makes a key path anew each time.
    entries.map { $0.value }.sorted { $0.key < $1.key }
  }
}
