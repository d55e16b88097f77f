import KubeCore
import KubeTypes
import SlipwayAPI
import TrafficRouters
import Workloads

extension RouteDesk {
  /// Looks at a deployment's routes, and sees to it that their kinds are watched.
  ///
  /// - Parameter snapshot: what else is seen of it.
  func look(at model: ModelDeployment, _ snapshot: Snapshot) -> RouteView {
    let choice = model.spec.traffic.router.choice
    let router = choice.router
    let former = RouterChoice.titled(model.status.router)
    let previous = former?.title == choice.title ? nil : former
    let kinds = router.kinds + (previous?.router.kinds ?? []).filter { !router.kinds.contains($0) }
    use(kinds, attachedTo: router.attachment, by: model.key)
    var objects = snapshot.routerServices.compactMap { service in
      (try? service.tree()).map { RouteObject(.service, $0) }
    }
    objects += kinds.flatMap { shelf(of: $0)?.objects(of: model.key) ?? [] }
    if let route = router.attachment,
      let object = shelf(of: route.kind)?.object(ObjectKey(namespace: model.key.namespace, name: route.name))
    {
      objects.append(object)
    }
    objects += marked(model, kinds).filter { object in !objects.contains { $0.id == object.id } }
    var seen = view(model, router, previous, kinds: router.kinds, snapshot, objects)
    (seen.scalers, seen.rejection) = (scalers(of: model), rejection(of: model.key))
    return seen
  }

  /// The objects by which KEDA scales a deployment, or did; `nil` where it does not.
  private func scalers(of model: ModelDeployment) -> ScalerView? {
    let isWanted = model.spec.autoscaling?.mode == .keda
    guard isWanted || model.status.conditions[ScalerView.condition] != nil else { return nil }
    use([.scaledObject], attachedTo: nil, by: model.key)
    guard let shelf = shelf(of: .scaledObject) else { return nil }
    return ScalerView(
      isWanted: isWanted, objects: shelf.objects(of: model.key), trouble: shelf.problem,
      isKnown: shelf.isSynced || shelf.problem != nil)
  }

  /// Looks for routes of the users' that a deployment has written into, before it goes.
  func lookBack(at model: ModelDeployment) -> RouteView {
    use(RouteFarewell.attachableKinds, attachedTo: nil, by: model.key)
    let objects = marked(model, RouteFarewell.attachableKinds)
    return view(model, ApexServiceRouter(), nil, kinds: RouteFarewell.attachableKinds, nil, objects)
  }

  private func view(
    _ model: ModelDeployment, _ router: any TrafficRouter, _ previous: RouterChoice?, kinds: [RouteKind],
    _ snapshot: Snapshot?, _ objects: [RouteObject]
  ) -> RouteView {
    let shelves = kinds.compactMap { shelf(of: $0) }
    return RouteView(
      router: router, title: model.spec.traffic.router.choice.title, previous: previous,
      site: RouteSite(model, ready: snapshot?.readyReplicas ?? [:], apex: snapshot?.apex, objects: objects),
      trouble: shelves.lazy.compactMap(\.problem).first,
      isKnown: shelves.allSatisfy { $0.isSynced || $0.problem != nil })
  }

  /// The routes that carry a deployment's mark.
  private func marked(_ model: ModelDeployment, _ kinds: [RouteKind]) -> [RouteObject] {
    let annotation = AttachedRouter.annotation(model.metadata.name ?? "")
    return kinds.filter { RouteFarewell.attachableKinds.contains($0) }.flatMap { kind in
      shelf(of: kind)?.objects(annotated: annotation, in: model.key.namespace) ?? []
    }
  }
}

extension Snapshot {
  /// The Services that a router has made for the deployment: of no single revision, and not the apex.
  fileprivate var routerServices: [Service] {
    services.filter { $0.metadata.labels?[SlipwayLabels.revision] == nil && $0.metadata.name != apex?.metadata.name }
  }

  /// How many replicas of each revision are ready.
  fileprivate var readyReplicas: [String: Int] {
    let revisions = deployments.compactMap { $0.metadata.labels?[SlipwayLabels.revision] }
    return Dictionary(revisions.map { ($0, readyPods(of: $0).count) }) { first, _ in first }
  }
}
