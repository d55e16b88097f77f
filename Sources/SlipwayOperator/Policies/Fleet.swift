import KubeCore
import KubeRuntime
import Synchronization

/// All ModelDeployments as the policies see them, kept up with the store.
final class Fleet: Sendable {
  private let members = Mutex<[ObjectKey: FleetMember]>([:])

  init(_ models: Store<StoredModelDeployment>) {
    models.observe { [self] change in
      if case .deleted(let object) = change.kind {
        members.withLock { $0[object.key] = nil }
      } else {
        let member = FleetMember(change.object)
        members.withLock { $0[member.key] = member }
      }
    }
  }

  /// Those of some namespaces, those that have waited longest first.
  func members(where isMeant: (ObjectKey) -> Bool) -> [FleetMember] {
    members.withLock { $0.values.filter { isMeant($0.key) } }.sorted { left, right in
      let (since, other) = (left.waitingSince, right.waitingSince)
      guard let since, let other, since != other else {
        return (since == nil ? 1 : 0, left.key) < (other == nil ? 1 : 0, right.key)
      }
      return since < other
    }
  }

  /// The keys of those that policies could hold up.
  var concerned: [ObjectKey] {
    members.withLock { $0.values.filter { $0.isRolling || $0.waitingSince != nil }.map(\.key) }.sorted()
  }
}
