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
  ) throws(OperatorError) -> [ApplierStep] {
    var steps = snapshot.orphans.map { ApplierStep.adoptRecord($0) }
    for revision in plan.revisions { steps += try raise(revision, of: model, snapshot, routes) }
    let companions = try companions(of: plan, model, snapshot, routes)
    steps += companions.raising
    // Whoever is to look at a candidate before it has the traffic must be able to reach it.
    let preview = preview(plan.preview, of: model, snapshot)
    if plan.preview != nil { steps += preview }
    if !waitsToAdopt(plan.traffic, model, snapshot) {
      steps += route(plan.traffic, model, snapshot) + routes.steps(for: plan.traffic)
    }
    if plan.preview == nil { steps += preview }
    return steps + companions.lowering + plan.revisions.flatMap { lower($0, snapshot, routes) } + remove(plan, snapshot)
      + mark(plan, snapshot) + prune(plan, of: model, snapshot)
  }

  private static func raise(
    _ plan: RolloutPlan.Revision, of model: ModelDeployment, _ snapshot: Snapshot, _ routes: RouteView
  ) throws(OperatorError) -> [ApplierStep] {
    guard let record = try record(of: plan.revision, model, snapshot) else {
      return snapshot.deployment(of: plan.revision).map { raise($0, to: plan.replicas, snapshot, routes) } ?? []
    }
    var steps: [ApplierStep] = []
    if snapshot.record(of: plan.revision) == nil {
      steps.append(.makeRecord(record.controllerRevision(place: snapshot.lastPlace + 1, of: model)))
    }
    let workload = RevisionWorkload(record, of: model)
    let (service, wanted) = (snapshot.service(of: plan.revision), workload.service())
    if let service {
      if !isRouted(service, wanted) { steps.append(.mendService(wanted, over: service)) }
    } else if plan.track != .retired || plan.replicas > 0 {
      // What stops has had its Service: it may be gone before the rest is seen to be.
      steps.append(.makeService(wanted))
    }
    if let deployment = snapshot.deployment(of: plan.revision) {
      return steps + raise(deployment, to: plan.replicas, snapshot, routes)
    }
    steps += record.snapshots.map { .copyConfig($0, of: record) }
    do {
      steps.append(.makeDeployment(try workload.deployment(replicas: plan.replicas)))
    } catch {
      throw OperatorError(notEncodable: error)
    }
    return steps
  }

  /// What an autoscaler scales is not written: its floor is raised instead, unless there is nothing that it could scale.
  private static func raise(
    _ deployment: Deployment, to replicas: Int, _ snapshot: Snapshot, _ routes: RouteView
  ) -> [ApplierStep] {
    let current = deployment.spec?.replicas ?? 1
    guard replicas > current, current == 0 || !isScaled(deployment, snapshot, routes) else { return [] }
    return [.scale(deployment, to: replicas)]
  }

  private static func isScaled(_ deployment: Deployment, _ snapshot: Snapshot, _ routes: RouteView) -> Bool {
    let revision = deployment.metadata.labels?[SlipwayLabels.revision] ?? ""
    return snapshot.autoscaler(of: revision) != nil || routes.scalers?.object(of: revision) != nil
  }

  private static func lower(
    _ plan: RolloutPlan.Revision, _ snapshot: Snapshot, _ routes: RouteView
  ) -> [ApplierStep] {
    guard let deployment = snapshot.deployment(of: plan.revision), plan.replicas < deployment.spec?.replicas ?? 1,
      !isScaled(deployment, snapshot, routes)
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
      && actual.spec?.ports?.map(\.appProtocol) == wanted.spec?.ports?.map(\.appProtocol)
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
    let kept = Set(plan.revisions.map(\.revision) + plan.draining)
    let services = snapshot.services.filter { service in
      guard !service.metadata.isDeleting, let revision = service.metadata.labels?[SlipwayLabels.revision] else {
        return false
      }
      return !kept.contains(revision)
    }
    return deployments.map { .deleteDeployment($0) } + services.map { .deleteService($0) }
  }
}
