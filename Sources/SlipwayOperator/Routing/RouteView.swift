import KubeCore
import RolloutEngine
import SlipwayAPI
import TrafficRouters

/// What is seen of one deployment's routes at one moment, and what its router makes of it.
struct RouteView: Sendable {
  let router: any TrafficRouter
  /// The name of the router in the status.
  let title: String
  /// The router that the deployment had before, while something of it is left.
  let previous: RouterChoice?
  let site: RouteSite
  /// Why nothing is known of the routes.
  let trouble: RouterProblem?
  /// Whether the kinds that the router needs have been listed, or are known to be missing.
  private let isListed: Bool
  /// By what KEDA scales the deployment.
  var scalers: ScalerView?
  /// Why the API server did not take what was written last.
  var rejection: RouterProblem?

  init(
    router: any TrafficRouter, title: String, previous: RouterChoice?, site: RouteSite, trouble: RouterProblem?,
    isKnown: Bool
  ) {
    (self.router, self.title, self.previous, self.site) = (router, title, previous, site)
    (self.trouble, isListed) = (trouble, isKnown)
  }

  /// Whether all kinds that the deployment needs have been listed, or are known to be missing.
  var isKnown: Bool { isListed && scalers?.isKnown ?? true }

  /// What the router is seen to do.
  var observation: TrafficObservation {
    guard let trouble else { return router.observe(site) }
    return TrafficObservation(problem: trouble.message)
  }

  // MARK: Writing

  /// What is to be written for a plan.
  func steps(for plan: TrafficPlan) -> [ApplierStep] {
    guard trouble == nil else { return [] }
    return steps(router.writes(for: plan, at: site) + farewells)
  }

  /// What another router has left, to be cleared away once this one is seen to work.
  private var farewells: [RouteWrite] {
    observation.isConfirmed ? RouteFarewell.writes(from: previous, to: router, at: site) : []
  }

  /// What is to be put back in routes of the user's that this router does not use.
  func restorations() -> [RouteWrite] { RouteFarewell.restorations(besides: router.attachment, at: site) }

  func restorationSteps() -> [ApplierStep] { steps(restorations()) }

  private func steps(_ writes: [RouteWrite]) -> [ApplierStep] {
    writes.map { .write($0, over: site.object($0.object.kind, $0.object.name)) }
  }

  // MARK: Reporting

  static let condition = "RouterReady"

  /// How long a controller may take to confirm a route before that is a warning.
  private static let patience: Duration = .seconds(60)

  /// Says in a decision's status which router is in use and what keeps it from its work, and makes an event of the latter.
  func report(in decision: inout RolloutDecision, generation: Int64?, at now: Timestamp) {
    scalers?.report(in: &decision, generation: generation, at: now)
    decision.status.router = farewells.isEmpty ? title : previous?.title ?? title
    guard !router.kinds.isEmpty else { return decision.status.conditions.removeAll { $0.type == Self.condition } }
    let before = decision.status.conditions[Self.condition]
    let problem = problem(with: decision.plan.traffic).map { late($0, since: before, in: &decision, at: now) }
    decision.status.conditions.set(
      Condition(
        type: Self.condition, status: problem == nil ? .true : .false, observedGeneration: generation,
        reason: problem?.reason.rawValue ?? "RouterReady",
        message: problem?.message ?? "The router \(title) does what it is told."),
      at: now.wholeSeconds)
    guard let problem, before?.reason != problem.reason.rawValue || before?.message != problem.message else { return }
    // To wait for a controller for a moment is no news.
    guard problem.reason != .unconfirmed else { return }
    decision.events.append(RolloutEvent(type: .warning, reason: problem.reason.rawValue, message: problem.message))
  }

  /// The problem as it is now: a controller that never confirms is worth a warning, and nothing else would wake anybody.
  private func late(
    _ problem: RouterProblem, since before: Condition?, in decision: inout RolloutDecision, at now: Timestamp
  ) -> RouterProblem {
    guard problem.reason == .unconfirmed else { return problem }
    let isWaiting = [RouterProblem.Reason.unconfirmed, .overdue].contains { before?.reason == $0.rawValue }
    let start = isWaiting ? before?.lastTransitionTime ?? now : now
    let due = start + Self.patience
    if isWaiting, due <= now {
      return RouterProblem(
        .overdue, "\(problem.message) It should have by now: does the controller run, and is it this route's?")
    }
    decision.requeueTime = [decision.requeueTime, due].compactMap(\.self).min()
    return problem
  }

  private func problem(with plan: TrafficPlan) -> RouterProblem? {
    trouble ?? rejection.flatMap { steps(for: plan).isEmpty ? nil : $0 } ?? reversal ?? router.problem(at: site)
  }

  /// What was asked for and had been confirmed, and is not so any more.
  private var reversal: RouterProblem? {
    let told = site.deployment.status.traffic
    guard site.deployment.status.router == title, !told.isEmpty, told.allSatisfy(\.confirmed) else { return nil }
    let seen = router.plan(at: site)
    let copies = told.lazy.compactMap { share in
      share.mirror.map { TrafficPlan.Mirror(revision: share.revision, share: $0) }
    }.first
    guard !told.allSatisfy({ seen?.weight(of: $0.revision) == $0.asked }) || seen?.mirror != copies else { return nil }
    return RouterProblem(
      .reverted,
      "Somebody has changed or removed \(title) of `\(site.deployment.metadata.name ?? "")`: it is put right again.")
  }
}
