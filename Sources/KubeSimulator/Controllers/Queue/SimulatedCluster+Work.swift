import KubeCore

/// Controllers that act in several steps, with requests in between.
extension SimulatedCluster {
  /// What the controllers could begin now, in the order in which they would.
  mutating func readyItems(at now: Timestamp) -> [WorkItem] {
    queue.wakeUp(at: now)
    noticeChanges()
    return queue.readyItems.filter { item in !works.contains { $0.item == item } }
  }

  /// Lets a controller look at an object and decide by that, without writing anything yet.
  mutating func begin(_ item: WorkItem) {
    guard queue.take(item) else { return }
    works.append(ControllerWork(item: item, seen: store))
  }

  /// Lets a controller go on with what it has begun.
  ///
  /// - Parameter writes: how many objects it may write before it is interrupted again.
  mutating func resume(_ item: WorkItem, writes: Int = .max, at now: Timestamp) {
    guard let position = works.firstIndex(where: { $0.item == item }) else { return }
    var work = works.remove(at: position)
    resumption = ControllerWork.Resumption(live: store, results: work.results, writesLeft: writes)
    store = work.seen
    reconcile(item, now: now)
    guard let done = resumption else { return }
    resumption = nil
    store = done.live
    switch done.end {
    case .suspended:
      work.results = done.results
      works.insert(work, at: position)
    case .refused: queue.add(item.controller, item.key)
    case nil: break
    }
  }

  /// Lets a controller do all that there is to be done about an object, whether it has begun or not.
  mutating func finish(_ item: WorkItem, at now: Timestamp) {
    if works.contains(where: { $0.item == item }) {
      resume(item, at: now)
    } else if queue.take(item) {
      reconcile(item, now: now)
    }
  }

  /// Writes an object for a controller.
  ///
  /// - Parameter write: gives the object as it is stored, or nothing when it is gone.
  /// - Throws: `APIFailure`, a conflict also when the controller is interrupted.
  mutating func writeAsController(
    _ definition: ResourceDefinition, _ object: JSONValue,
    _ write: (inout SimulatedCluster) throws(APIFailure) -> JSONValue?
  ) throws(APIFailure) -> JSONValue? {
    guard resumption != nil else { return try write(&self) }
    let interruption = APIFailure.modified(definition.type, object.name)
    guard let result = act(counts: true, write) else { throw interruption }
    if case .failure(let error) = result, error.isConflict { resumption?.end = .refused }
    let stored = try result.get()
    store.see(stored, at: StoredKey(storage: definition.storage, key: (stored ?? object).key))
    return stored
  }

  /// Records an event for a controller, which takes no notice of what becomes of it.
  mutating func recordAsController(_ record: (inout SimulatedCluster) -> Void) {
    guard resumption != nil else { return record(&self) }
    _ = act(counts: false) { cluster in
      record(&cluster)
      return nil
    }
  }

  /// - Returns: `nil` when the controller is interrupted.
  private mutating func act(
    counts: Bool, _ write: (inout SimulatedCluster) throws(APIFailure) -> JSONValue?
  ) -> ControllerWork.Act? {
    guard var state = resumption, state.end == nil else { return nil }
    if state.isRepeating {
      resumption?.repeated += 1
      return state.results[state.repeated]
    }
    if counts, state.writesLeft == 0 {
      resumption?.end = .suspended
      return nil
    }
    resumption = nil
    swap(&store, &state.live)
    let result: ControllerWork.Act
    do throws(APIFailure) { result = .success(try write(&self)) } catch { result = .failure(error) }
    swap(&store, &state.live)
    state.results.append(result)
    state.repeated += 1
    if counts { state.writesLeft -= 1 }
    resumption = state
    return result
  }
}
