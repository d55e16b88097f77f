import KubeCore
import SlipwayAPI

extension RolloutState {
  mutating func abort(_ request: RequestedVerb) -> Answer {
    if let bake = status.bake, status.candidate == nil, request.revision ?? bake.revision == bake.revision {
      guard canRun(bake.previous) else { return .refused("Revision \(bake.previous) cannot be run again.") }
      takeBack(to: bake.previous, .rolledBack, "Aborted", words(of: request))
      return .done("The traffic returns to revision \(bake.previous).")
    }
    if let stale = staleness(of: request) { return .refused(stale) }
    guard stage != .rollingBack else { return .refused("It is being taken back already.") }
    if spec.paused { return .refused("The rollout is paused: \(pauseReason)") }
    goOn()
    _ = beginRollback(.rolledBack, "Aborted", words(of: request))
    return .done("The traffic returns to revision \(status.stable?.revision ?? "").")
  }

  mutating func rollBack(_ request: RequestedVerb) -> Answer {
    guard let stable = status.stable else { return .refused("There is no stable version yet.") }
    guard let target = request.revision else { return .refused("It must name the revision to return to.") }
    if let step = request.step, step != status.step?.index {
      return .refused("It means the step of index \(step), at which no rollout stands.")
    }
    if spec.paused, status.candidate != nil { return .refused("The rollout is paused: \(pauseReason)") }
    guard canRun(target) else { return .refused("Revision \(target) is not kept any more.") }
    if target == status.candidate?.revision {
      return .refused("Revision \(target) is on trial; `PromoteFully` gives it all traffic.")
    }
    guard status.candidate != nil || target != stable.revision else {
      return .refused("Revision \(target) has all traffic already.")
    }
    goOn()
    refuseSpec(unless: target, request)
    guard status.candidate != nil else {
      takeBack(to: target, .rolledBack, "RolledBack", words(of: request))
      return .done("The traffic returns to revision \(target).")
    }
    if status.rollback == nil { _ = beginRollback(.rolledBack, "RolledBack", words(of: request)) }
    status.rollback?.outcome = .rolledBack
    status.rollback?.target = target
    return .done("The traffic returns to revision \(target).")
  }

  /// Keeps what the spec asks for from coming back by itself.
  private mutating func refuseSpec(unless target: String, _ request: RequestedVerb) {
    guard input.revision != target, input.revision != status.stable?.revision else { return }
    guard !owners.contains(input.revision) else { return }
    reject(input.revision, "RolledBack", words(of: request))
  }

  mutating func pause(_ request: RequestedVerb) -> Answer {
    if let stale = staleness(of: request) { return .refused(stale) }
    guard !isPaused else { return .refused("It is paused already: \(pauseReason)") }
    status.pausedBy = String(name(of: request).prefix(253))
    return .done("The rollout stays where it is.")
  }

  mutating func resume(_ request: RequestedVerb) -> Answer {
    if let stale = staleness(of: request) { return .refused(stale) }
    guard status.pausedBy != nil else {
      return .refused(spec.paused ? "`spec.paused` is set; clear it there." : "It is not paused.")
    }
    status.pausedBy = nil
    return .done(spec.paused ? "`spec.paused` still stops it." : "The rollout goes on.")
  }
}
