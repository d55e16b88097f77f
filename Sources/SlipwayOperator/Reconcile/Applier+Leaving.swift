import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI

extension Applier {
  /// Holds a ModelDeployment up that is deleted, until what is to stay belongs to nobody.
  static let leaving = "slipway.dev/leaving"

  /// Makes the finalizer as the deletion policy wants it.
  ///
  /// - Returns: whether it was otherwise.
  func prepareLeaving(
    _ stored: StoredModelDeployment, _ policy: DeletionPolicy
  ) async throws(OperatorError) -> Bool {
    let finalizers = stored.metadata.finalizers ?? []
    guard finalizers.contains(Self.leaving) != (policy == .orphan) else { return false }
    let rest = finalizers.filter { $0 != Self.leaving }
    try await set(policy == .orphan ? rest + [Self.leaving] : rest, on: stored)
    return true
  }

  /// Lets go of all that runs, and then of the ModelDeployment.
  func leave(_ stored: StoredModelDeployment) async throws(OperatorError) {
    guard let finalizers = stored.metadata.finalizers, finalizers.contains(Self.leaving) else { return }
    for record in stores.owned(\.records, by: stored.key) { try await free(record, of: stored, in: stores.records) }
    for service in stores.owned(\.services, by: stored.key) { try await free(service, of: stored, in: stores.services) }
    for deployment in stores.owned(\.deployments, by: stored.key) {
      try await free(deployment, of: stored, in: stores.deployments)
    }
    for budget in stores.owned(\.budgets, by: stored.key) { try await free(budget, of: stored, in: stores.budgets) }
    for scaler in stores.owned(\.autoscalers, by: stored.key) {
      try await free(scaler, of: stored, in: stores.autoscalers)
    }
    for policy in stores.owned(\.networkPolicies, by: stored.key) {
      try await free(policy, of: stored, in: stores.networkPolicies)
    }
    try await set(finalizers.filter { $0 != Self.leaving }, on: stored)
  }

  private func free<Object: KubeResource>(
    _ object: Object, of stored: StoredModelDeployment, in store: Store<Object>
  ) async throws(OperatorError) {
    guard let owner = stored.metadata.uid, object.isControlled(by: owner) else { return }
    let rest = (object.metadata.ownerReferences ?? []).filter { $0.uid != owner }
    var changes: JSONValue = ["metadata": ["ownerReferences": try tree(rest)]]
    if let version = object.metadata.resourceVersion { changes[["metadata", "resourceVersion"]] = .string(version) }
    try await patch(object, changes, as: FieldManager.workload, in: store, for: stored.key)
  }

  private func set(_ finalizers: [String], on stored: StoredModelDeployment) async throws(OperatorError) {
    var changes: JSONValue = ["metadata": ["finalizers": .array(finalizers.map { .string($0) })]]
    // The list is written whole: nobody else's finalizer is to be lost.
    if let version = stored.metadata.resourceVersion { changes[["metadata", "resourceVersion"]] = .string(version) }
    try await patch(stored, changes, as: FieldManager.workload, in: stores.models, for: stored.key)
  }
}
