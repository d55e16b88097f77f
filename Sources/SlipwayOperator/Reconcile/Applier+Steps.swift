import KubeCore
import KubeTypes
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

extension Applier {
  /// What is still to be written for the cluster to look as a plan says: nothing that is so already.
  ///
  /// Capacity is raised before traffic moves and lowered after it, so that a crash in between leaves more capacity than
  /// needed, never less.
  static func steps(
    for plan: RolloutPlan, of model: ModelDeployment, _ snapshot: Snapshot, _ routes: RouteView
  ) -> [ApplierStep] {
    plan.revisions.flatMap { raise($0, of: model, snapshot) } + route(plan.traffic, model, snapshot)
      + routes.steps(for: plan.traffic) + preview(plan.preview, of: model, snapshot)
      + plan.revisions.flatMap { lower($0, snapshot) } + remove(plan, snapshot)
  }

  private static func raise(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot
  ) -> [ApplierStep] {
    // Only what the spec describes can be made: of an older revision nothing but the name is known.
    let source = plan.revision == model.revision ? model : model.running(arm: plan.revision)
    let workload = source.map { RevisionWorkload($0) }
    var steps: [ApplierStep] = []
    if let service = workload?.service(), snapshot.service(of: plan.revision) == nil {
      steps.append(.makeService(service))
    }
    if let deployment = snapshot.deployment(of: plan.revision) {
      if plan.replicas > deployment.spec?.replicas ?? 1 { steps.append(.scale(deployment, to: plan.replicas)) }
    } else if let workload {
      steps.append(.makeDeployment(workload.deployment(replicas: plan.replicas)))
    }
    return steps
  }

  private static func lower(_ plan: RolloutPlan.Revision, _ snapshot: Snapshot) -> [ApplierStep] {
    guard let deployment = snapshot.deployment(of: plan.revision), plan.replicas < deployment.spec?.replicas ?? 1
    else { return [] }
    return [.scale(deployment, to: plan.replicas)]
  }

  private static func route(
    _ plan: TrafficPlan, _ model: ModelDeployment, _ snapshot: Snapshot
  ) -> [ApplierStep] {
    guard let wanted = ApexServiceRouter.service(for: model, plan), !isRouted(snapshot.apex, wanted) else { return [] }
    return [.route(wanted, over: snapshot.apex)]
  }

  private static func isRouted(_ actual: Service?, _ wanted: Service) -> Bool {
    guard let actual else { return false }
    return actual.spec?.selector == wanted.spec?.selector
      && actual.spec?.ports?.map(\.targetPort) == wanted.spec?.ports?.map(\.targetPort)
  }

  /// The Service by which people reach a candidate that is in preview.
  private static func preview(
    _ revision: String?, of model: ModelDeployment, _ snapshot: Snapshot
  ) -> [ApplierStep] {
    let existing = snapshot.preview
    guard let revision else {
      return existing.map { $0.metadata.isDeleting ? [] : [.deleteService($0)] } ?? []
    }
    let wanted = RevisionWorkload.previewService(of: model, revision: revision)
    return existing?.spec?.selector == wanted.spec?.selector ? [] : [.route(wanted, over: existing)]
  }

  private static func remove(_ plan: RolloutPlan, _ snapshot: Snapshot) -> [ApplierStep] {
    let deployments = plan.removals.compactMap(snapshot.deployment).filter { !$0.metadata.isDeleting }
    // Whatever has become of its Deployment: the Service of a revision that has no part any more is of no use.
    let kept = Set(plan.revisions.map(\.revision))
    let services = snapshot.services.filter { service in
      guard !service.metadata.isDeleting, let revision = service.metadata.labels?[SlipwayLabels.revision] else {
        return false
      }
      return !kept.contains(revision)
    }
    return deployments.map { .deleteDeployment($0) } + services.map { .deleteService($0) }
  }
}
