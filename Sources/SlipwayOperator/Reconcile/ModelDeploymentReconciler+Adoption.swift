import KubeCore
import KubeRuntime
import SlipwayAPI

extension ModelDeploymentReconciler {
  /// Stops what ran the model before, once the first revision has all traffic, and says so in the status.
  ///
  /// - Returns: `false` while it is still stopping.
  func finishAdoption(
    of model: ModelDeployment, _ snapshot: Snapshot, _ routes: RouteView, in status: inout ModelDeploymentStatus
  ) async throws(OperatorError) -> Bool {
    guard model.spec.adoption != nil, status.conditions["Adopted"]?.status != .true, status.stable != nil,
      snapshot.apex != nil, routes.observation.plan?.admitted.isEmpty == false
    else { return true }
    guard try await applier.standDown(model) else { return false }
    status.conditions.set(
      Condition(
        type: "Adopted", status: .true, observedGeneration: model.metadata.generation, reason: "TakenOver",
        message: "What ran the model before has no traffic any more."),
      at: time.wall().wholeSeconds)
    return true
  }
}
