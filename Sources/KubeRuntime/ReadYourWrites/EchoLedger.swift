public import KubeCore
import Synchronization

/// Remembers what was written on behalf of each reconciled object until the stores have seen it.
///
/// A reconcile that reads a store too early would not see its own last writes and repeat them: create a second object,
/// or scale from a number that is out of date. It therefore waits for their echoes first. Each echo is waited for up to
/// a limit, since one may never come: a selector can hide the object.
public final class EchoLedger<Owner: Hashable & Sendable>: Sendable {
  private struct EchoID: Hashable {
    var type: ResourceType
    var key: ObjectKey
  }

  private struct Expectation: Sendable {
    var number: UInt64
    var deadline: MonotonicInstant
    var isMet: @Sendable () -> Bool
    var wait: @Sendable () async throws(CancellationError) -> Void
  }

  private struct State {
    var lastNumber: UInt64 = 0
    var expectations: [Owner: [EchoID: Expectation]] = [:]
  }

  private let state = Mutex(State())
  private let time: TimeSource
  private let limit: Duration

  /// - Parameter limit: how long after a write its echo is still waited for; default 10 s.
  public init(limit: Duration = .seconds(10), time: TimeSource = .live) {
    self.limit = limit
    self.time = time
  }

  /// Takes note of an object as the API server returned it after a write.
  public func wrote<Object>(_ written: Object, to store: Store<Object>, for owner: Owner) {
    wrote(written.metadata, to: store, for: owner)
  }

  /// Takes note of an object as the API server returned it after a write that asked for metadata alone.
  public func wrote<Object>(_ written: ObjectMeta, to store: Store<Object>, for owner: Owner) {
    guard let version = written.resourceVersion else { return }
    expect(Store<Object>.hasSeen(version, of: written.key), in: store, at: written.key, for: owner)
  }

  /// Takes note of a deletion that the API server has accepted. Its echo is the object's end, or the mark of it.
  public func deleted<Object>(_ object: Object, from store: Store<Object>, for owner: Owner) {
    guard let uid = object.metadata.uid else { return }
    expect(Store<Object>.hasSeenEnd(of: uid, at: object.key), in: store, at: object.key, for: owner)
  }

  private func expect<Object>(
    _ condition: @escaping Store<Object>.Condition, in store: Store<Object>, at key: ObjectKey, for owner: Owner
  ) {
    let deadline = time.now() + limit
    state.withLock { state in
      state.lastNumber += 1
      // A later write of one object supersedes the earlier one.
      state.expectations[owner, default: [:]][EchoID(type: Object.resourceType, key: key)] = Expectation(
        number: state.lastNumber, deadline: deadline, isMet: { store.read(condition) },
        wait: { () throws(CancellationError) in try await store.wait(until: condition) })
    }
  }
}

// MARK: Waiting

extension EchoLedger {
  /// Whether some write on behalf of an object has neither been seen nor waited for long enough.
  public func isWaiting(for owner: Owner) -> Bool { !pending(for: owner).isEmpty }

  /// Waits until the stores have seen all that was written on behalf of an object.
  ///
  /// - Returns: `false` when the limit of an echo came first, or the calling task was cancelled. Echoes whose limit has
  ///   passed are not waited for again.
  public func waitForEchoes(of owner: Owner) async -> Bool {
    var hasSeenAll = true
    for expectation in pending(for: owner) {
      let isSeen = await time.withDeadline(expectation.deadline) { (try? await expectation.wait()) != nil }
      hasSeenAll = hasSeenAll && isSeen == true
    }
    _ = pending(for: owner)
    return hasSeenAll
  }

  /// Forgets what was written on behalf of an object, which has gone itself.
  public func forget(_ owner: Owner) { state.withLock { $0.expectations[owner] = nil } }

  /// What is still to be waited for, in the order of the writes. The rest is forgotten.
  private func pending(for owner: Owner) -> [Expectation] {
    let known = state.withLock { $0.expectations[owner] ?? [:] }
    let now = time.now()
    // The stores have locks of their own: they are asked outside of this one.
    let done = known.filter { $0.value.deadline <= now || $0.value.isMet() }
    return state.withLock { state in
      for (id, expectation) in done where state.expectations[owner]?[id]?.number == expectation.number {
        state.expectations[owner]?[id] = nil
      }
      let rest = state.expectations[owner] ?? [:]
      if rest.isEmpty { state.expectations[owner] = nil }
      return rest.values.sorted { $0.number < $1.number }
    }
  }
}
