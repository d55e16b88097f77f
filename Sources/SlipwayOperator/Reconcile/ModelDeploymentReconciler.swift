import Analysis
import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Logging
import RolloutEngine
import SlipwayAPI
import TrafficRouters
import Workloads

/// Takes one ModelDeployment a step further: look, judge, decide, apply, report.
struct ModelDeploymentReconciler: Reconciler {
  let stores: OperatorStores
  let applier: Applier
  let echoes: EchoLedger<ObjectKey>
  let judges: RolloutJudges
  let warmUps: WarmUps
  let policies: PolicyBook?
  let recorder: EventRecorder
  let time: TimeSource
  let logger: Logger
  let decide: @Sendable (RolloutInput) -> RolloutDecision

  func reconcile(_ key: ObjectKey) async -> ReconcileOutcome {
    // What was written last must be seen before the next decision, or it would be taken twice.
    let hasSeenAll = await echoes.waitForEchoes(of: key)
    if let stored = stores.models.get(key), RouteFinalizer.isHeld(stored) { return await leave(stored) }
    guard let stored = stores.models.get(key), !stored.metadata.isDeleting else {
      applier.desk.forget(key)
      applier.authors.forget(key)
      judges.forget(key)
      warmUps.forget(key)
      defer { echoes.forget(key) }
      return await end(key, stores.models.get(key))
    }
    switch validated(stored) {
    case .success(let model):
      do throws(OperatorError) {
        return try await advance(model, stored, trustsStores: hasSeenAll)
      } catch {
        return await report(error, stored)
      }
    case .failure(let invalid):
      do throws(OperatorError) {
        return try await report(invalid, stored)
      } catch {
        return .failed(error.cause ?? error)
      }
    }
  }

  func release(_ key: ObjectKey) {
    applier.authors.forget(key)
    judges.forget(key)
    warmUps.forget(key)
  }

  private func advance(
    _ model: ModelDeployment, _ stored: StoredModelDeployment, trustsStores: Bool
  ) async throws(OperatorError) -> ReconcileOutcome {
    // A store that is blind does not show who has the traffic, and a version that is taken back would keep it.
    let apex = trustsStores ? nil : try await applier.findApex(of: model)
    func look() -> Snapshot { Snapshot(stores, key: model.key, owner: model.metadata.uid, apex: apex) }
    let report = try await judges.report(on: model, look)
    // Reading the pods takes its time; what has changed meanwhile counts.
    let snapshot = look()
    let routes = applier.desk.look(at: model, snapshot)
    // The desk has this deployment looked at again once it knows.
    guard routes.isKnown else { return .settled }
    if try await attach(stored, routes) { return .settled }
    // The finalizer is a change of the object, after which the status that was read is an old one.
    if try await applier.prepareLeaving(stored, model.spec.deletionPolicy) { return .again(after: .milliseconds(50)) }
    let cold = await warmUps.warm(model, snapshot)
    var decision = decide(input(model, snapshot, routes, report, cold: cold))
    decision.status.autoscaling = hint(model, report.load)
    routes.report(in: &decision, generation: model.metadata.generation, at: time.wall())
    let isAdopted = try await finishAdoption(of: model, snapshot, routes, in: &decision.status)
    let steps = try Applier.steps(for: decision.plan, of: model, snapshot, routes)
    var claims = try await applier.claim(steps, for: model)
    let isMereRaise =
      decision.status.isAtRest(since: model.status) && decision.events.isEmpty && decision.requests.isEmpty
      && steps.contains(where: \.isRaise) && steps.allSatisfy { $0.isRaise || $0.isBookkeeping }
    if isMereRaise {
      // Nothing rests on it: the status tells of the replicas once they are seen, in one write instead of two.
      for step in steps { try await applier.carryOut(step, &claims, for: model) }
      return .again(after: .seconds(10))
    }
    // First what was decided, then the deeds: whoever comes after a crash in between finds out what is left to do.
    try await applier.write(decision.status, to: stored, confirming: !steps.allSatisfy(\.isBookkeeping))
    announce(decision, model)
    let desk = RequestDesk(stores.requests, about: model.key)
    try await serve(desk, desk.answers(decision.requests, at: time.wall()), for: model.key)
    for step in steps { try await applier.carryOut(step, &claims, for: model) }
    let nextLook = cold.isEmpty && isAdopted ? report.nextScrape : min(report.nextScrape ?? .seconds(1), .seconds(1))
    return outcome(decision, nextScrape: nextLook, desk)
  }

  private func input(
    _ model: ModelDeployment, _ snapshot: Snapshot, _ routes: RouteView, _ report: RolloutJudges.Report, cold: Set<String>
  ) -> RolloutInput {
    var input = RolloutInput(
      model, world: snapshot.observation(routes), report: nil,
      selector: SlipwayLabels.selectorText(model.metadata.name ?? ""), now: time.wall())
    (input.reports, input.test) = (report.analyses, report.test)
    input.catchUpTime = catchUpTime(of: model, at: input.now)
    input.router = routes.router.capabilities
    input.spec.replicas = snapshot.neededReplicas(of: model)
    input.spareReplicas = snapshot.spareReplicas(of: model)
    for position in input.world.revisions.indices where cold.contains(input.world.revisions[position].revision) {
      input.world.revisions[position].isWarmedUp = false
    }
    input.requests = RequestDesk(stores.requests, about: model.key).verbs
    input.gates = policies?.gates(for: model.key, at: input.now) ?? []
    // What was good before everything else was lost comes first: the spec may ask for what was never judged.
    if model.status.stable == nil, let lastGood = snapshot.lastGood {
      (input.revision, input.spec.model.uri) = (lastGood.revision, lastGood.modelURI)
    }
    return input
  }

  private func catchUpTime(of model: ModelDeployment, at now: Timestamp) -> Timestamp? {
    guard model.status.candidate != nil else {
      applier.authors.forget(model.key)
      return nil
    }
    return applier.authors.catchUpTime(of: model.metadata.resourceVersion, of: model.key, at: now)
  }

  /// How many replicas the load would need, where that is all that is wanted of an autoscaler.
  private func hint(_ model: ModelDeployment, _ load: LoadMeter?) -> AutoscalingHint? {
    guard let settings = model.spec.autoscaling, settings.mode == .hint else { return nil }
    return load.flatMap { AutoscalingHint($0, settings) } ?? model.status.autoscaling
  }

  private func announce(_ decision: RolloutDecision, _ model: ModelDeployment) {
    for event in decision.events {
      recorder.record(
        event.type == .normal ? .normal : .warning, regarding: model, reason: event.reason, action: "Reconcile",
        note: event.message)
      logger.info(
        "\(event.reason)", metadata: ["modeldeployment": "\(model.key)", "message": "\(event.message)"])
    }
  }

  private func outcome(_ decision: RolloutDecision, nextScrape: Duration?, _ desk: RequestDesk) -> ReconcileOutcome {
    let now = time.wall()
    let deadline = [decision.requeueTime, desk.nextTime(after: now)].compactMap(\.self).min().map { wait(for: $0, now) }
    // Room that others leave is announced by nobody.
    let room: Duration? = decision.explanation.rule == RolloutRule.blocked.rawValue ? .seconds(15) : nil
    guard let next = [deadline, nextScrape, room].compactMap(\.self).min() else { return .settled }
    return .again(after: next)
  }

  /// A time that has just passed, or is about to, is looked at soon, but not in a hot loop.
  func wait(for deadline: Timestamp, _ now: Timestamp) -> Duration { max(deadline - now, .milliseconds(50)) }

  private func report(
    _ invalid: InvalidObject, _ stored: StoredModelDeployment
  ) async throws(OperatorError) -> ReconcileOutcome {
    judges.forget(stored.key)
    var status = ModelDeploymentStatus(json: stored.content["status"] ?? [:])
    let before = status.conditions["Stalled"]
    status.markInvalid(invalid, generation: stored.metadata.generation, at: time.wall())
    try await applier.write(status, to: stored)
    warn(stored, of: status, before: before)
    return .settled
  }

  /// Reports a failure. One that only a person can put right is said in the status too, and tried again all the same.
  private func report(_ error: OperatorError, _ stored: StoredModelDeployment) async -> ReconcileOutcome {
    guard let remedy = error.remedy else { return .failed(error.cause ?? error) }
    var status = ModelDeploymentStatus(json: stored.content["status"] ?? [:])
    let before = status.conditions["Stalled"]
    status.markStalled(by: error, remedy, generation: stored.metadata.generation, at: time.wall())
    do throws(OperatorError) {
      try await applier.write(status, to: stored)
    } catch {
      return .failed(error.cause ?? error)
    }
    warn(stored, of: status, before: before)
    return .failed(error)
  }

  /// Says what stalls an object, once.
  private func warn(_ stored: StoredModelDeployment, of status: ModelDeploymentStatus, before: Condition?) {
    guard let now = status.conditions["Stalled"], now.reason != before?.reason || now.message != before?.message else {
      return
    }
    let (reason, message) = (now.reason ?? "Stalled", now.message ?? "")
    recorder.record(.warning, regarding: stored, reason: reason, action: "Reconcile", note: message)
    logger.info("\(reason)", metadata: ["modeldeployment": "\(stored.key)", "message": "\(message)"])
  }
}
