import KubeCore
import KubeRuntime
import KubeTypes
import RolloutEngine
import SlipwayAPI

/// The policies of the cluster, and what they say to each ModelDeployment.
///
/// An operator that looks after one namespace alone sees no policies: they belong to the whole cluster.
struct PolicyBook: Sendable {
  let policies: Store<StoredRolloutPolicy>
  let namespaces: Store<Namespace>
  let fleet: Fleet

  private func selects(_ policy: RolloutPolicy, _ namespace: String?) -> Bool {
    let labels = namespaces.get(ObjectKey(name: namespace ?? ""))?.metadata.labels ?? [:]
    return policy.spec.namespaceSelector.matches(labels)
  }

  private func valid(in namespace: String?) -> [RolloutPolicy] {
    policies.list().compactMap { try? $0.policy.get() }.filter { selects($0, namespace) }
  }

  /// What the policies of a namespace demand of a spec.
  func demands(in namespace: String?) -> PolicyDemands { PolicyDemands(policies: valid(in: namespace)) }

  /// The gates that are closed to a ModelDeployment.
  func gates(for key: ObjectKey, at now: Timestamp) -> [RolloutGate] {
    let policies = valid(in: key.namespace)
    return invalid + policies.flatMap { policy in
      PolicyQuestion(
        policy: policy, key: key, fleet: fleet.members { selects(policy, $0.namespace) }, now: now
      ).gates
    }
  }

  /// A guard rail that cannot be read may be in the way of anything.
  private var invalid: [RolloutGate] {
    policies.list().compactMap { stored in
      guard case .failure(let invalid) = stored.policy else { return nil }
      let issues = invalid.issues.map(\.description).joined(separator: "; ").prefix(600)
      return RolloutGate(
        .windowClosed, points: [.start, .step, .promotion],
        message: "policy `\(stored.metadata.name ?? "")` is invalid, so that nothing goes on: \(issues)")
    }
  }
}
