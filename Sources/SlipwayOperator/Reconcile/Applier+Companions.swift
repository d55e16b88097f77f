import KubeCore
import KubeRuntime
import KubeTypes
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

extension Applier {
  /// What is to be written of the objects that go with what serves: nothing that is so already.
  ///
  /// - Returns: what raises the capacity or does not touch it, and what lowers it.
  static func companions(
    of plan: RolloutPlan, _ model: ModelDeployment, _ snapshot: Snapshot, _ routes: RouteView
  ) throws(OperatorError) -> (raising: [ApplierStep], lowering: [ApplierStep]) {
    let made = Companions(model)
    do {
      var raising = keep(try made.budget(), .budget, over: snapshot.budgets)
      raising += keep(try made.networkPolicy(), .networkPolicy, over: snapshot.networkPolicies)
      var lowering: [ApplierStep] = []
      for revision in plan.revisions {
        let existing = snapshot.autoscaler(of: revision.revision)
        let floor = floor(of: revision, in: plan, model)
        let ceiling = isShareOfReplicas(revision, in: plan, model) ? floor : nil
        let wanted = try floor.flatMap { try made.autoscaler(of: revision.revision, floor: $0, ceiling: ceiling) }
        let steps = keep(wanted, .autoscaler, over: [existing].compactMap(\.self))
        let before = existing?.spec?["minReplicas"]?.integer ?? 0
        if Int64(floor ?? 0) >= before { raising += steps } else { lowering += steps }
        guard let scalers = routes.scalers else { continue }
        let object = try floor.flatMap { try made.scaledObject(of: revision.revision, floor: $0, ceiling: ceiling) }
        let least = scalers.object(of: revision.revision)?.content[["spec", "minReplicaCount"]]?.integer ?? 0
        let scaling = scalers.steps(object, of: revision.revision)
        if Int64(floor ?? 0) >= least { raising += scaling } else { lowering += scaling }
      }
      let kept = Set(plan.revisions.map(\.revision))
      lowering += routes.scalers?.steps(besides: kept) ?? []
      lowering += snapshot.autoscalers.filter {
        !$0.metadata.isDeleting && !kept.contains($0.metadata.labels?[SlipwayLabels.revision] ?? "")
      }.map { .drop($0.metadata, .autoscaler) }
      return (raising, lowering)
    } catch {
      throw OperatorError(notEncodable: error)
    }
  }

  /// The least number of replicas that an autoscaler must keep; `nil` where there is to be none.
  ///
  /// While a rollout is under way each version keeps what the plan gives it: its traffic is about to change, and its load
  /// says nothing of what comes.
  private static func floor(
    of revision: RolloutPlan.Revision, in plan: RolloutPlan, _ model: ModelDeployment
  ) -> Int? {
    guard let settings = model.spec.scaling, revision.replicas > 0, revision.track != .retired else { return nil }
    let isSettled = plan.revisions.allSatisfy { $0.track == .stable || $0.track == .retired }
    return isSettled ? settings.minReplicas : revision.replicas
  }

  /// Whether the number of replicas decides how much of the traffic a version on trial gets. Its load says nothing then:
  /// the stable version has the same for each replica, and what it is scaled to is what the plan divides.
  private static func isShareOfReplicas(
    _ revision: RolloutPlan.Revision, in plan: RolloutPlan, _ model: ModelDeployment
  ) -> Bool {
    guard case .service = model.spec.traffic.router.choice else { return false }
    return revision.track == .candidate && plan.traffic.admitted.count > 1
  }

  private static func keep<Object: CompanionObject>(
    _ wanted: DeclaredObject?, _ kind: CompanionKind, over existing: [Object]
  ) -> [ApplierStep] {
    let stale = existing.filter { $0.metadata.name != wanted?.key.name && !$0.metadata.isDeleting }
    var steps = stale.map { ApplierStep.drop($0.metadata, kind) }
    guard let wanted else { return steps }
    let known = existing.first { $0.metadata.name == wanted.key.name }
    if known?.spec?.holds(wanted.content["spec"] ?? [:]) != true {
      steps.append(.keep(wanted, kind, over: known?.metadata))
    }
    return steps
  }

  func carryOut(
    _ object: DeclaredObject, _ kind: CompanionKind, over known: ObjectMeta?, _ claims: Claims, for model: ModelDeployment
  ) async throws(OperatorError) {
    switch kind {
    case .budget: try await keep(object, known, claims, in: stores.budgets, for: model)
    case .networkPolicy: try await keep(object, known, claims, in: stores.networkPolicies, for: model)
    case .autoscaler: try await keep(object, known, claims, in: stores.autoscalers, for: model)
    }
  }

  private func keep<Object: KubeResource>(
    _ object: DeclaredObject, _ known: ObjectMeta?, _ claims: Claims, in store: Store<Object>, for model: ModelDeployment
  ) async throws(OperatorError) {
    let existing = known ?? claims.existing(Object.resourceType, object.key)
    try await declare(object, as: FieldManager.workload, over: existing, in: store, for: model)
  }

  func drop(
    _ metadata: ObjectMeta, _ kind: CompanionKind, for model: ModelDeployment
  ) async throws(OperatorError) {
    switch kind {
    case .budget: try await delete(PodDisruptionBudget(metadata: metadata), from: stores.budgets, for: model.key)
    case .networkPolicy: try await delete(NetworkPolicy(metadata: metadata), from: stores.networkPolicies, for: model.key)
    case .autoscaler:
      try await delete(HorizontalPodAutoscaler(metadata: metadata), from: stores.autoscalers, for: model.key)
    }
  }

  func claim(
    _ object: DeclaredObject, _ kind: CompanionKind, for model: ModelDeployment, in claims: inout Claims
  ) async throws(OperatorError) {
    switch kind {
    case .budget: claims.note(try await find(PodDisruptionBudget.self, object.key, for: model))
    case .networkPolicy: claims.note(try await find(NetworkPolicy.self, object.key, for: model))
    case .autoscaler: claims.note(try await find(HorizontalPodAutoscaler.self, object.key, for: model))
    }
  }
}

/// A kind whose spec is kept whole.
protocol CompanionObject: KubeResource {
  var spec: JSONValue? { get }
}

extension PodDisruptionBudget: CompanionObject {}
extension NetworkPolicy: CompanionObject {}
extension HorizontalPodAutoscaler: CompanionObject {}
