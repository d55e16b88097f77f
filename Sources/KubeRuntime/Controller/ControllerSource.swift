import KubeClient
public import KubeCore

/// A reason to reconcile, such as the changes of objects of one kind, and the keys to reconcile then.
public struct ControllerSource<Key: Hashable & Sendable>: Sendable {
  /// The qualified name of the resource, such as `deployments.apps`, or of a timer.
  public let name: String
  let attach: @Sendable (WorkQueue<Key>) -> @Sendable () -> Void
  /// Adds the keys of all objects that are there.
  let addAll: @Sendable (WorkQueue<Key>) -> Void
  let run: @Sendable (WorkQueue<Key>, TimeSource) async -> Void
  let waitUntilSynced: @Sendable () async throws(CancellationError) -> Void
  let isSynced: @Sendable () -> Bool
  let interruption: @Sendable () -> KubeError?

  /// Objects that a reflector keeps; the controller runs the reflector.
  ///
  /// - Parameters:
  ///   - filter: which changes count; default all.
  ///   - keys: the keys that an object concerns. Upon an update, those of its old state are reconciled too.
  public static func kind<Object>(
    _ reflector: Reflector<Object>, when filter: ChangeFilter<Object> = .any,
    keys: @escaping @Sendable (Object) -> [Key]
  ) -> ControllerSource {
    ControllerSource(
      store: reflector.store, when: filter, keys: keys, run: { _, _ in await reflector.run() },
      interruption: { reflector.interruption })
  }

  /// Objects of a store that something else keeps, such as another controller's reflector.
  public static func store<Object>(
    _ store: Store<Object>, when filter: ChangeFilter<Object> = .any, keys: @escaping @Sendable (Object) -> [Key]
  ) -> ControllerSource {
    // Nothing to do but to stay attached until cancelled.
    ControllerSource(
      store: store, when: filter, keys: keys, run: { _, _ in try? await Gate().wait() }, interruption: { nil })
  }

  /// Changes after which a key is looked at once more, a while later and behind all else.
  ///
  /// For changes that are mostly our own and need no look at once, such as those of a status: what somebody else has
  /// written there, a former leader say, does not stand for ever.
  ///
  /// - Parameters:
  ///   - delay: how much later. What happens meanwhile is looked at when it happens, and makes this look needless.
  ///   - keys: the keys that an object concerns.
  public static func delayed<Object>(
    _ store: Store<Object>, after delay: Duration, when filter: ChangeFilter<Object> = .any,
    keys: @escaping @Sendable (Object) -> [Key]
  ) -> ControllerSource {
    ControllerSource(name: Object.resourceType.qualifiedName, run: { _, _ in try? await Gate().wait() }) { queue in
      let id = store.observe { change in
        guard !change.isInitial, filter.admits(change) else { return }
        for key in keys(change.object) { queue.add(key, priority: .resync, after: delay) }
      }
      return { store.removeObserver(id) }
    }
  }

  /// Keys that are looked at again and again, whether anything has changed or not, behind all that has.
  ///
  /// - Parameters:
  ///   - name: names the source in reports on the controller's health.
  ///   - keys: asked for at each round.
  public static func timer(
    every interval: Duration, name: String = "timer", keys: @escaping @Sendable () -> [Key]
  ) -> ControllerSource {
    ControllerSource(name: name) { queue, time in
      while (try? await time.sleep(for: interval)) != nil {
        for key in keys() { queue.add(key, priority: .resync) }
      }
    }
  }

  private init(
    name: String, run: @escaping @Sendable (WorkQueue<Key>, TimeSource) async -> Void,
    attach: @escaping @Sendable (WorkQueue<Key>) -> @Sendable () -> Void = { _ in {} }
  ) {
    self.name = name
    self.run = run
    self.attach = attach
    addAll = { _ in }
    waitUntilSynced = {}
    isSynced = { true }
    interruption = { nil }
  }

  private init<Object>(
    store: Store<Object>, when filter: ChangeFilter<Object>, keys: @escaping @Sendable (Object) -> [Key],
    run: @escaping @Sendable (WorkQueue<Key>, TimeSource) async -> Void,
    interruption: @escaping @Sendable () -> KubeError?
  ) {
    name = Object.resourceType.qualifiedName
    self.run = run
    self.interruption = interruption
    isSynced = { store.isSynced }
    waitUntilSynced = { () throws(CancellationError) in try await store.waitUntilSynced() }
    let addAll: @Sendable (WorkQueue<Key>) -> Void = { queue in
      // One after the other: all of them at once may be more than the store takes.
      for object in store.keys().lazy.compactMap(store.get) {
        for key in keys(object) { queue.add(key, priority: .initialList) }
      }
    }
    self.addAll = addAll
    attach = { queue in
      let id = store.observe { change in
        guard filter.admits(change) else { return }
        let priority: QueuePriority = change.isInitial ? .initialList : .normal
        for key in Self.keys(of: change, by: keys) { queue.add(key, priority: priority) }
      }
      addAll(queue)
      return { store.removeObserver(id) }
    }
  }

  /// In a fixed order, and not as a set: the same events must lead to the same order of work.
  private static func keys<Object>(of change: StoreChange<Object>, by map: (Object) -> [Key]) -> [Key] {
    let current = map(change.object)
    guard let old = change.old else { return current }
    return current + map(old).filter { !current.contains($0) }
  }
}

extension ControllerSource where Key == ObjectKey {
  /// The very objects that are reconciled.
  public static func objects<Object>(
    of reflector: Reflector<Object>, when filter: ChangeFilter<Object> = .any
  ) -> ControllerSource {
    kind(reflector, when: filter) { [$0.key] }
  }

  /// Objects that a reconciled object of another kind controls, by their owner references.
  public static func owned<Object, Owner: KubeResource>(
    _ reflector: Reflector<Object>, by owner: Owner.Type, when filter: ChangeFilter<Object> = .any
  ) -> ControllerSource {
    kind(reflector, when: filter) { $0.ownerKey(of: owner).map { [$0] } ?? [] }
  }
}

extension KubeResource {
  /// The key of the object that controls this one, when it is of the given kind in any version.
  public func ownerKey<Owner: KubeResource>(of owner: Owner.Type) -> ObjectKey? {
    let type = Owner.resourceType
    guard let reference = metadata.controller, reference.kind == type.kind else { return nil }
    let group = reference.apiVersion.split(separator: "/").dropLast().first ?? ""
    guard group == type.group else { return nil }
    return ObjectKey(namespace: type.isNamespaced ? metadata.namespace : nil, name: reference.name)
  }
}
