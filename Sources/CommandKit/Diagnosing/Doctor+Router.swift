import KubeClient
import KubeCore
import SlipwayAPI
import TrafficRouters

extension Doctor {
  /// Whether the cluster has what divides the traffic of a deployment, and what scales it.
  func routers(of model: ModelDeployment, _ view: DeploymentView) async -> [DoctorFinding] {
    let router = model.spec.traffic.router.choice.router
    let kinds = router.kinds.filter { $0 != .service } + (model.spec.autoscaling?.mode == .keda ? [.scaledObject] : [])
    guard !kinds.isEmpty else { return [] }
    do throws(KubeError) {
      var missing: [String] = []
      for kind in kinds where try await !client.serves(kind.resourceType) {
        missing.append("\(kind.resourceType.qualifiedName) \(kind.resourceType.version)")
      }
      guard missing.isEmpty else {
        return [
          DoctorFinding(
            view.name, .failure,
            "the server does not serve \(missing.joined(separator: ", ")), which its router or autoscaler writes")
        ]
      }
      if let problem = try await attachment(of: router, view) ?? routing(view) { return [problem] }
      return [DoctorFinding(view.name, .ok, "\(kinds.map(\.rawValue).joined(separator: " and ")) can be written")]
    } catch {
      return [DoctorFinding(view.name, .warning, "its router could not be looked at: \(error)")]
    }
  }

  /// A route of the user's own must be there before weights can be written into it.
  private func attachment(
    of router: any TrafficRouter, _ view: DeploymentView
  ) async throws(KubeError) -> DoctorFinding? {
    guard let route = router.attachment else { return nil }
    guard try await client.api(route.kind.resourceType, namespace: namespace).find(route.name) == nil else { return nil }
    return DoctorFinding(view.name, .failure, "its route \(route.kind.rawValue) `\(route.name)` does not exist")
  }

  /// What the operator has found to keep the router from its work.
  private func routing(_ view: DeploymentView) -> DoctorFinding? {
    guard let condition = view.status.conditions["RouterReady"], condition.status == .false else { return nil }
    let isWaiting = condition.reason == RouterProblem.Reason.unconfirmed.rawValue
    return DoctorFinding(view.name, isWaiting ? .warning : .failure, condition.message ?? condition.reason ?? "")
  }
}
