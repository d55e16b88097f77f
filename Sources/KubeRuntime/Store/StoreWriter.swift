public import KubeCore

/// The only way to change a ``Store``.
public struct StoreWriter<Object: KubeResource>: Sendable {
  private let store: Store<Object>

  init(_ store: Store<Object>) { self.store = store }

  /// Takes one event of a watcher in and tells the store's observers what has changed.
  ///
  /// - Returns: the changes, in the order in which the observers saw them.
  @discardableResult
  public func apply(_ event: WatcherEvent<Object>) -> [StoreChange<Object>] { store.apply(event) }
}
