import KubeCore

/// The objects of one kind as a watcher tells them, with indexes.
struct StoreState<Object: KubeResource>: Sendable {
  private typealias Entry = Boxed<Object>

  private var entries: [ObjectKey: Entry] = [:]
  private(set) var isSynced = false
  /// The version up to which everything is known; `nil` before the first list.
  private(set) var resourceVersion: String?

  private var pool = StringPool()
  private let indexes: [StoreIndex<Object>]
  private var namespaces: [String: Set<ObjectKey>] = [:]
  private var filed: [String: [String: Set<ObjectKey>]] = [:]
  /// What an unfinished list has told. It is not visible before the list is complete.
  private var listing: [ObjectKey: Entry]?

  init(indexes: [StoreIndex<Object>]) { self.indexes = indexes }

  subscript(key: ObjectKey) -> Object? { entries[key]?.value }

  var count: Int { entries.count }

  /// How many texts and maps are kept to be shared.
  var sharedTexts: Int { pool.count }

  /// All objects, in no order.
  var objects: [Object] { entries.values.map(\.value) }

  /// Takes one event in.
  ///
  /// - Returns: what has changed; a replaced object, which has another uid, counts as deleted and added.
  mutating func apply(_ event: WatcherEvent<Object>) -> [StoreChange<Object>] {
    switch event {
    case .restarted:
      listing = [:]
      return []
    case .listed(let objects):
      for object in objects {
        let entry = entry(object)
        listing?[object.key] = entry
      }
      return []
    case .synced(let version):
      return swap(version)
    case .applied(let object):
      resourceVersion = object.metadata.resourceVersion ?? resourceVersion
      return put(entry(object), isInitial: false)
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
    for key in entries.keys.filter({ listed[$0] == nil }).sorted() {
      if let old = remove(key) { changes.append(StoreChange(.deleted(old), isInitial: false)) }
    }
    for (_, object) in listed.sorted(by: { $0.key < $1.key }) { changes += put(object, isInitial: isInitial) }
    isSynced = true
    resourceVersion = version
    return changes
  }

  private mutating func put(_ new: Entry, isInitial: Bool) -> [StoreChange<Object>] {
    let (key, metadata) = (new.value.key, new.value.metadata)
    guard let old = entries[key] else {
      file(new, key)
      return [StoreChange(.added(new), isInitial: isInitial)]
    }
    let known = old.value.metadata
    if let version = metadata.resourceVersion, version == known.resourceVersion, metadata.uid == known.uid { return [] }
    remove(key)
    file(new, key)
    guard metadata.uid == known.uid else {
      return [StoreChange(.deleted(old), isInitial: false), StoreChange(.added(new), isInitial: isInitial)]
    }
    return [StoreChange(.updated(old: old, new: new), isInitial: isInitial)]
  }

  /// The object as it is kept, which shares memory with others.
  private mutating func entry(_ object: Object) -> Entry {
    var object = object
    pool.share(&object.metadata)
    if pool.isOverdue { pool.renew(with: entries.values.lazy.map(\.value.metadata)) }
    return Entry(object)
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

  private mutating func file(_ entry: Entry, _ key: ObjectKey) {
    entries[key] = entry
    if let namespace = key.namespace { namespaces[namespace, default: []].insert(key) }
    for index in indexes {
      for value in index.values(entry.value) { filed[index.name, default: [:]][value, default: []].insert(key) }
    }
  }

  @discardableResult
  private mutating func remove(_ key: ObjectKey) -> Entry? {
    guard let entry = entries.removeValue(forKey: key) else { return nil }
    if let namespace = key.namespace { Self.take(key, outOf: &namespaces, namespace) }
    for index in indexes {
      for value in index.values(entry.value) { Self.take(key, outOf: &filed[index.name, default: [:]], value) }
    }
    return entry
  }

  /// Empty sets are dropped: values come and go, and the table must not grow with them.
  private static func take(_ key: ObjectKey, outOf table: inout [String: Set<ObjectKey>], _ value: String) {
    table[value]?.remove(key)
    if table[value]?.isEmpty == true { table[value] = nil }
  }
}
