package import KubeCore

/// One write to a cluster, for those who look on.
package struct ObservedChange: Sendable {
  package var revision: Int64
  /// The name under which the resource is stored: `pods`, `apps/deployments`, ...
  package var storage: String
  package var key: ObjectKey
  /// The object before; `nil` when it was created.
  package var old: JSONValue?
  /// The object after; `nil` when it was deleted.
  package var new: JSONValue?
}

extension SimulatedCluster {
  /// The writes after a revision, oldest first; those that the history has lost are missing.
  package func changes(after revision: Int64) -> [ObservedChange] {
    store.log.changes(after: revision).map {
      ObservedChange(revision: $0.revision, storage: $0.key.storage, key: $0.key.key, old: $0.old, new: $0.new)
    }
  }

  /// All objects of one kind as they are stored, in order.
  package func objects(in storage: String) -> [JSONValue] { store.objects(in: storage).map(\.value) }
}
