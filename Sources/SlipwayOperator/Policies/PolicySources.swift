import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging

/// Where policies come from, and what their changes, and those of the fleet that they look at, are a reason for.
struct PolicySources {
  let book: PolicyBook
  let sources: [ControllerSource<ObjectKey>]

  init(
    _ client: KubeClient, models: Store<StoredModelDeployment>, time: TimeSource, random: RandomSource, logger: Logger
  ) {
    let policies = Reflector(client.api(StoredRolloutPolicy.self), time: time, random: random, logger: logger)
    let namespaces = Reflector(
      client.api(Namespace.self).metadataOnly(as: Namespace.self), time: time, random: random, logger: logger)
    let book = PolicyBook(policies: policies.store, namespaces: namespaces.store, fleet: Fleet(models))
    let everyone: @Sendable () -> [ObjectKey] = { book.policies.count > 0 ? book.fleet.concerned : [] }
    sources = [
      .kind(policies) { _ in book.fleet.concerned },
      .kind(namespaces, when: .changed { $0.metadata.labels }) { _ in everyone() },
      // Room that one leaves is another's, and failures add up.
      .store(models, when: .changed(\.standing.shared)) { _ in everyone() },
    ]
    self.book = book
  }
}

extension FleetStanding {
  /// What of it others have to reckon with.
  fileprivate struct Shared: Sendable, Equatable {
    var isRolling: Bool
    var failureTime: Timestamp?
  }

  fileprivate var shared: Shared { Shared(isRolling: isRolling, failureTime: failureTime) }
}
