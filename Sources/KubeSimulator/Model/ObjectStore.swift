import KubeCore

/// All objects with one counter of revisions, as etcd keeps them, and what is looked up in them often.
struct ObjectStore: Sendable {
  private var tables: [String: [ObjectKey: JSONValue]] = [:]
  private var keysByUID: [String: StoredKey] = [:]
  private var dependentsByUID: [String: Set<StoredKey>] = [:]
  private var heldOwners: Set<StoredKey> = []
  private(set) var log = WatchLog()
  /// The revision of the latest write.
  private(set) var revision: Int64 = 1
  /// What was written since the controllers last looked.
  var unseen = UnseenChanges()
  /// The uids of owners that are named but do not exist.
  private var absent: Set<String> = []

  subscript(key: StoredKey) -> JSONValue? { tables[key.storage]?[key.key] }

  /// The objects of one table in order of namespace and name.
  func objects(in storage: String, namespace: String? = nil) -> [(key: ObjectKey, value: JSONValue)] {
    let table = tables[storage] ?? [:]
    let chosen = namespace.map { wanted in table.filter { $0.key.namespace == wanted } } ?? table
    return chosen.sorted { $0.key < $1.key }
  }

  /// Whether there is any object in a table.
  func hasObjects(in storage: String) -> Bool { tables[storage]?.isEmpty == false }

  /// Changes how objects of a table look without writing them, as a server does that reads them in another way.
  mutating func reread(_ storage: String, _ change: (inout JSONValue) -> Void) {
    for key in (tables[storage] ?? [:]).keys {
      guard var object = tables[storage]?[key] else { continue }
      change(&object)
      tables[storage]?[key] = object
    }
  }

  /// The keys of every object in a namespace, in order.
  func keys(inNamespace namespace: String) -> [StoredKey] {
    tables.flatMap { storage, table in
      table.keys.filter { $0.namespace == namespace }.map { StoredKey(storage: storage, key: $0) }
    }.sorted()
  }

  func key(ofUID uid: String) -> StoredKey? { keysByUID[uid] }

  /// The objects that name the object of a uid as an owner, in order.
  func dependents(ofUID uid: String) -> [StoredKey] { (dependentsByUID[uid] ?? []).sorted() }

  /// The uids of owners that do not exist, in order.
  var absentOwners: [String] { absent.sorted() }

  /// The objects whose deletion waits for what becomes of their dependents, in order.
  var keysOfHeldOwners: [StoredKey] { heldOwners.sorted() }

  /// Stores an object under the next revision, which is set in it.
  ///
  /// - Returns: the object as it is stored.
  @discardableResult
  mutating func put(_ object: JSONValue, at key: StoredKey) -> JSONValue {
    revision += 1
    var stored = object
    stored[["metadata", "resourceVersion"]] = .string(String(revision))
    let old = self[key]
    if let old { unlink(old, key) }
    link(stored, key)
    tables[key.storage, default: [:]][key.key] = stored
    record(key, old: old, new: stored)
    return stored
  }

  /// Removes an object, which takes a revision of its own.
  mutating func remove(_ key: StoredKey) {
    guard let last = self[key] else { return }
    revision += 1
    unlink(last, key)
    tables[key.storage]?[key.key] = nil
    record(key, old: last, new: nil)
  }

  /// Takes over how an object is in another store, without writing it here; `nil` when it is gone there.
  mutating func see(_ object: JSONValue?, at key: StoredKey) {
    if let old = self[key] { unlink(old, key) }
    if let object { link(object, key) }
    tables[key.storage, default: [:]][key.key] = object
  }

  mutating func compact() { log.compact() }

  /// The objects of one table as they were at a past revision.
  func objects(in storage: String, at past: Int64) -> [(key: ObjectKey, value: JSONValue)] {
    var table = tables[storage] ?? [:]
    for change in log.changes(after: past).reversed() where change.key.storage == storage {
      table[change.key.key] = change.old
    }
    return table.sorted { $0.key < $1.key }
  }

  private mutating func record(_ key: StoredKey, old: JSONValue?, new: JSONValue?) {
    log.append(Change(revision: revision, key: key, old: old, new: new))
    unseen.note(key, old: old, new: new)
  }

  private mutating func link(_ object: JSONValue, _ key: StoredKey) {
    if let uid = object.uid {
      keysByUID[uid] = key
      absent.remove(uid)
    }
    for owner in object.ownerUIDs {
      dependentsByUID[owner, default: []].insert(key)
      if keysByUID[owner] == nil { absent.insert(owner) }
    }
    if object.isDeleting, object.finalizers.contains(where: { ["orphan", "foregroundDeletion"].contains($0) }) {
      heldOwners.insert(key)
    }
  }

  private mutating func unlink(_ object: JSONValue, _ key: StoredKey) {
    if let uid = object.uid {
      keysByUID[uid] = nil
      if dependentsByUID[uid] != nil { absent.insert(uid) }
    }
    heldOwners.remove(key)
    for owner in object.ownerUIDs {
      dependentsByUID[owner]?.remove(key)
      if dependentsByUID[owner]?.isEmpty == true {
        dependentsByUID[owner] = nil
        absent.remove(owner)
      }
    }
  }
}
