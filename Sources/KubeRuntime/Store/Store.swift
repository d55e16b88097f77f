public import KubeCore
import Synchronization

/// The objects of one kind in memory, as far as a ``Reflector`` has been told: reads are synchronous and local.
///
/// Objects are values; what a read returns never changes afterwards. There is one writer, made with the store.
public final class Store<Object: KubeResource>: Sendable {
  /// Identifies an observer of a store.
  public struct ObserverID: Sendable, Hashable {
    fileprivate let number: UInt64
  }

  public typealias Observer = @Sendable (StoreChange<Object>) -> Void
  typealias Condition = @Sendable (borrowing StoreState<Object>) -> Bool

  private struct Shell {
    var state: StoreState<Object>
    var waiters = WaitList<Condition, Void>()
    var observers: [(id: ObserverID, observer: Observer)] = []
    var lastObserver: UInt64 = 0
  }

  private let shell: Mutex<Shell>

  init(indexes: [StoreIndex<Object>], isPacked: Bool) {
    shell = Mutex(Shell(state: StoreState(indexes: indexes, isPacked: isPacked)))
  }

  /// Makes a store and its only writer.
  ///
  /// A ``Reflector`` does this by itself; the writer alone serves tests and other sources of events.
  ///
  /// - Parameters:
  ///   - indexes: the ways to find objects other than by key; more cannot be added later.
  ///   - isPacked: whether objects are kept in a fraction of their memory and decoded each time that they are read.
  public static func make(
    indexes: [StoreIndex<Object>] = [], isPacked: Bool = false
  ) -> (store: Store, writer: StoreWriter<Object>) {
    let store = Store(indexes: indexes, isPacked: isPacked)
    return (store, StoreWriter(store))
  }

  func read<Result: Sendable>(_ body: (borrowing StoreState<Object>) -> Result) -> Result {
    shell.withLock { body($0.state) }
  }
}

// MARK: Writing

extension Store {
  /// Writes first and tells second: whoever is woken finds at least the change that woke it.
  func apply(_ event: WatcherEvent<Object>) -> [StoreChange<Object>] {
    let (changes, observers, waiters) = shell.withLock { shell in
      let changes = shell.state.apply(event)
      let state = shell.state
      let waiters = shell.waiters.isEmpty ? [] : shell.waiters.removeAll { $0(state) }
      return (changes, changes.isEmpty ? [] : shell.observers, waiters)
    }
    for change in changes {
      for entry in observers { entry.observer(change) }
    }
    for waiter in waiters { waiter.resume(returning: ()) }
    return changes
  }

  /// Calls a closure for each change from now on, in the writer's task: it must be quick and must not block.
  ///
  /// Read the store after this call for what is already there.
  @discardableResult
  public func observe(_ observer: @escaping Observer) -> ObserverID {
    shell.withLock { shell in
      shell.lastObserver += 1
      let id = ObserverID(number: shell.lastObserver)
      shell.observers.append((id, observer))
      return id
    }
  }

  public func removeObserver(_ id: ObserverID) {
    shell.withLock { shell in shell.observers.removeAll { $0.id == id } }
  }
}

// MARK: Waiting

extension Store {
  /// Waits until the store holds a complete list.
  ///
  /// - Throws: when the calling task is cancelled first.
  public func waitUntilSynced() async throws(CancellationError) { try await wait { $0.isSynced } }

  func wait(until condition: @escaping Condition) async throws(CancellationError) {
    let id = shell.withLock { $0.waiters.makeID() }
    let signal: Void? = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let answer: Void?? = shell.withLock { shell in
          if condition(shell.state) { return .some(()) }
          if Task.isCancelled { return .some(nil) }
          shell.waiters.append(id, condition, continuation)
          return nil
        }
        if let answer { continuation.resume(returning: answer) }
      }
    } onCancel: {
      shell.withLock { $0.waiters.remove(id) }?.resume(returning: nil)
    }
    guard signal != nil else { throw CancellationError() }
  }
}
