import KubeCore

/// The objects of one kind as a watcher tells them, with indexes.
struct StoreState<Object: KubeResource>: Sendable {
  typealias Entry = StoreEntry<Object>

  private var entries: [ObjectKey: Entry] = [:]
  /// Some of them once more, ready to be read.
  private var recent = RecentEntries<Object>()
  private(set) var isSynced = false
  /// The version up to which everything is known; `nil` before the first list.
  private(set) var resourceVersion: String?

  private var pool = StringPool()
  private let indexes: [StoreIndex<Object>]
  /// Under most values there are few objects: lists take less memory than sets.
  private var filed: [String: [String: [ObjectKey]]] = [:]
  /// What an unfinished list has told. It is not visible before the list is complete.
  private var listing: [ObjectKey: Entry]?

  private let isPacked: Bool

  init(indexes: [StoreIndex<Object>], isPacked: Bool = false) { (self.indexes, self.isPacked) = (indexes, isPacked) }

  subscript(key: ObjectKey) -> Object? { entry(key)?.value }

  /// An object as it is kept, which takes no time to look up.
  func entry(_ key: ObjectKey) -> Entry? { recent[key] ?? entries[key] }

  var keys: [ObjectKey] { Array(entries.keys) }

  var count: Int { entries.count }

  /// How many texts and maps are kept to be shared.
  var sharedTexts: Int { pool.count }

  /// All objects, in no order.
  var objects: [Object] { all.map(\.value) }

  /// The same, as they are kept.
  var all: [Entry] { Array(entries.values) }

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
      return put(entry(object), object, isInitial: false)
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
    for (_, entry) in listed.sorted(by: { $0.key < $1.key }) { changes += put(entry, entry.value, isInitial: isInitial) }
    isSynced = true
    resourceVersion = version
    return changes
  }

  private mutating func put(_ new: Entry, _ object: Object, isInitial: Bool) -> [StoreChange<Object>] {
    let metadata = object.metadata
    // The first list is told whole, and takes less memory as it is kept.
    let told = isInitial ? new : new.opened(as: object)
    guard let entry = entry(object.key) else {
      file(new, object, told)
      return [StoreChange(.added(told), isInitial: isInitial)]
    }
    let known = entry.value
    let (version, uid) = (known.metadata.resourceVersion, known.metadata.uid)
    if metadata.resourceVersion != nil, metadata.resourceVersion == version, metadata.uid == uid { return [] }
    unfile(known)
    file(new, object, told)
    let old = entry.opened(as: known)
    guard metadata.uid == uid else {
      return [StoreChange(.deleted(old), isInitial: false), StoreChange(.added(told), isInitial: isInitial)]
    }
    return [StoreChange(.updated(old: old, new: told), isInitial: isInitial)]
  }

  /// The object as it is kept: packed, or sharing memory with others.
  private mutating func entry(_ object: Object) -> Entry {
    if isPacked { return Entry(packing: object) }
    var object = object
    pool.share(&object.metadata)
    if pool.isOverdue { pool.renew(with: entries.values.lazy.map(\.value.metadata)) }
    return Entry(object)
  }
}

// MARK: Indexes

extension StoreState {
  /// The keys of the objects that an index files under a value, or `nil` when the store does not have the index.
  func keys(_ index: StoreIndex<Object>, _ value: String) -> [ObjectKey]? {
    guard indexes.contains(where: { $0.name == index.name }) else { return nil }
    return filed[index.name]?[value] ?? []
  }

  private mutating func file(_ entry: Entry, _ object: Object, _ told: Entry) {
    let key = object.key
    entries[key] = entry
    if case .packed = entry, case .boxed = told { recent.note(told, at: key) } else { recent.forget(key) }
    for index in indexes {
      for value in index.values(object) { Self.add(key, to: &filed[index.name, default: [:]], value) }
    }
  }

  private mutating func remove(_ key: ObjectKey) -> Entry? {
    guard let entry = entry(key) else { return nil }
    entries[key] = nil
    recent.forget(key)
    if !indexes.isEmpty { unfile(entry.value) }
    return entry
  }

  private mutating func unfile(_ object: Object) {
    for index in indexes {
      for value in index.values(object) { Self.take(object.key, outOf: &filed[index.name, default: [:]], value) }
    }
  }

  /// Under an index that files many objects under one value, such as a namespace, a key is found by its place in order.
  private static func add(_ key: ObjectKey, to table: inout [String: [ObjectKey]], _ value: String) {
    let position = position(of: key, in: table[value] ?? [])
    if table[value].map({ position < $0.count && $0[position] == key }) ?? false { return }
    table[value, default: []].insert(key, at: position)
  }

  /// Empty lists are dropped: values come and go, and the table must not grow with them.
  private static func take(_ key: ObjectKey, outOf table: inout [String: [ObjectKey]], _ value: String) {
    let position = position(of: key, in: table[value] ?? [])
    guard table[value].map({ position < $0.count && $0[position] == key }) ?? false else { return }
    table[value]?.remove(at: position)
    if table[value]?.isEmpty == true { table[value] = nil }
  }

  /// Where a key stands, or would stand, among keys in their order.
  private static func position(of key: ObjectKey, in keys: [ObjectKey]) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
