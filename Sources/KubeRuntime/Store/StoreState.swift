import KubeCore

/// The objects of one kind as a watcher tells them, with indexes.
struct StoreState<Object: KubeResource>: Sendable {
  private(set) var objects: [ObjectKey: Object] = [:]
  private(set) var isSynced = false
  /// The version up to which everything is known; `nil` before the first list.
  private(set) var resourceVersion: String?

  private let indexes: [StoreIndex<Object>]
  private var namespaces: [String: Set<ObjectKey>] = [:]
  private var filed: [String: [String: Set<ObjectKey>]] = [:]
  /// What an unfinished list has told. It is not visible before the list is complete.
  private var listing: [ObjectKey: Object]?

  init(indexes: [StoreIndex<Object>]) { self.indexes = indexes }

  /// Takes one event in.
  ///
  /// - Returns: what has changed; a replaced object, which has another uid, counts as deleted and added.
  mutating func apply(_ event: WatcherEvent<Object>) -> [StoreChange<Object>] {
    switch event {
    case .restarted:
      listing = [:]
      return []
    case .listed(let objects):
      for object in objects { listing?[object.key] = object }
      return []
    case .synced(let version):
      return swap(version)
    case .applied(let object):
      resourceVersion = object.metadata.resourceVersion ?? resourceVersion
      return put(object, isInitial: false)
    case .deleted(let object):
      // While a list is told, its objects' versions say nothing about what else is known.
      if listing == nil { resourceVersion = object.metadata.resourceVersion ?? resourceVersion }
      listing?[object.key] = nil
      guard remove(object.key) != nil else { return [] }
      return [StoreChange(.deleted(object))]
    case .bookmarked(let version):
      resourceVersion = version
      return []
    case .interrupted, .resumed:
      return []
    }
  }

  private mutating func swap(_ version: String) -> [StoreChange<Object>] {
    let listed = listing ?? [:]
    listing = nil
    let isInitial = !isSynced
    var changes: [StoreChange<Object>] = []
    // Deletions that no watch has told: in order, so that the same events lead to the same changes.
    for key in objects.keys.filter({ listed[$0] == nil }).sorted() {
      if let object = remove(key) { changes.append(StoreChange(.deleted(object))) }
    }
    for (_, object) in listed.sorted(by: { $0.key < $1.key }) { changes += put(object, isInitial: isInitial) }
    isSynced = true
    resourceVersion = version
    return changes
  }

  private mutating func put(_ object: Object, isInitial: Bool) -> [StoreChange<Object>] {
    guard let old = objects[object.key] else {
      file(object)
      return [StoreChange(.added(object), isInitial: isInitial)]
    }
    if let version = object.metadata.resourceVersion, version == old.metadata.resourceVersion,
      object.metadata.uid == old.metadata.uid
    {
      return []
    }
    remove(old.key)
    file(object)
    guard object.metadata.uid == old.metadata.uid else {
      return [StoreChange(.deleted(old)), StoreChange(.added(object), isInitial: isInitial)]
    }
    return [StoreChange(.updated(old: old, new: object), isInitial: isInitial)]
  }
}

// MARK: Indexes

extension StoreState {
  /// The keys of the objects in a namespace.
  func keys(inNamespace namespace: String) -> Set<ObjectKey> { namespaces[namespace] ?? [] }

  /// The keys of the objects that an index files under a value, or `nil` when the store does not have the index.
  func keys(_ index: StoreIndex<Object>, _ value: String) -> Set<ObjectKey>? {
    guard indexes.contains(where: { $0.name == index.name }) else { return nil }
    return filed[index.name]?[value] ?? []
  }

  private mutating func file(_ object: Object) {
    let key = object.key
    objects[key] = object
    if let namespace = key.namespace { namespaces[namespace, default: []].insert(key) }
    for index in indexes {
      for value in index.values(object) { filed[index.name, default: [:]][value, default: []].insert(key) }
    }
  }

  @discardableResult
  private mutating func remove(_ key: ObjectKey) -> Object? {
    guard let object = objects.removeValue(forKey: key) else { return nil }
    if let namespace = key.namespace { Self.take(key, outOf: &namespaces, namespace) }
    for index in indexes {
      for value in index.values(object) { Self.take(key, outOf: &filed[index.name, default: [:]], value) }
    }
    return object
  }

  /// Empty sets are dropped: values come and go, and the table must not grow with them.
  private static func take(_ key: ObjectKey, outOf table: inout [String: Set<ObjectKey>], _ value: String) {
    table[value]?.remove(key)
    if table[value]?.isEmpty == true { table[value] = nil }
  }
}
