import KubeCore
import SlipwayAPI

extension RolloutState {
  mutating func promote(_ request: RequestedVerb) -> Answer {
    if let stale = staleness(of: request) { return .refused(stale) }
    guard stage == .stepping, let step = status.step, let planned = plannedStep else {
      return .refused(stage == .promoting ? "All steps are passed already." : "The candidate is being taken back.")
    }
    if isPaused { return .refused("The rollout is paused: \(pauseReason)") }
    guard isGiven, step.enteredTime != nil else {
      return .refused("Step \(step.label) has not begun: what it asks for is not given yet.")
    }
    if failure != nil { return .refused("The candidate has failed; `PromoteFully` promotes it all the same.") }
    if let gate = passGate(approved: true) { return .refused("\(gate.message).") }
    if planned.kind == .test { return promoteWinner(request) }
    let isWaiting = planned.kind == .hold || isHeldForEvidence || grounds != nil
    guard isWaiting else {
      return .refused("Step \(step.label) does not wait for a person; `PromoteFully` passes all steps that are left.")
    }
    return passByHand(request)
  }

  private mutating func promoteWinner(_ request: RequestedVerb) -> Answer {
    guard let winner = foundWinner ?? request.revision, winner == request.revision || request.revision == nil else {
      return .refused("The evidence speaks for another arm; `PromoteFully` with this one chooses it all the same.")
    }
    guard foundWinner != nil else {
      return .refused("The test has no winner yet; `PromoteFully` with an arm chooses one all the same.")
    }
    return conclude(winner, by: name(of: request)) ? .done("Revision \(winner) wins.") : .refused("A gate is closed.")
  }

  private mutating func passByHand(_ request: RequestedVerb) -> Answer {
    guard let step = status.step, let planned = plannedStep else { return .refused("There is no step.") }
    record("Approved", "Step \(step.label) has been approved. \(words(of: request))")
    if planned.kind == .mirror, step.index + 1 >= steps.count {
      _ = finishShadow()
    } else {
      enter(step: step.index + 1)
    }
    return .done("Step \(step.label) is passed.")
  }

  mutating func promoteFully(_ request: RequestedVerb) -> Answer {
    if let stale = staleness(of: request) { return .refused(stale) }
    guard stage == .stepping else {
      return .refused(stage == .promoting ? "It takes over already." : "The candidate is being taken back.")
    }
    if spec.paused { return .refused("The rollout is paused: \(pauseReason)") }
    if let gate = closedGate(at: [.promotion], approved: true) { return .refused("\(gate.message).") }
    let isTest = status.arms.count > 1
    guard !isTest || request.revision != nil else { return .refused("It must name the arm that it means.") }
    goOn()
    if isTest, let winner = request.revision { choose(winner, words(of: request)) }
    // A blue-green switch still is one write, and a shadow answers from now on.
    status.step?.forced = true
    enter(step: steps.count)
    record("Approved", "All steps that were left are passed. \(words(of: request))")
    return .done("Revision \(status.candidate?.revision ?? "") gets all traffic once it can carry it.")
  }

  mutating func retry(_ request: RequestedVerb) -> Answer {
    let revision = request.revision ?? input.revision
    if status.candidate?.revision == revision, stage == .stepping, failure != nil {
      if isPaused { return .refused("The rollout is paused: \(pauseReason)") }
      return beginAnew(request)
    }
    guard status.rejectedRevisions.contains(where: { $0.revision == revision }) else {
      return .refused("Revision \(revision) has not failed.")
    }
    guard revision == input.revision || input.arms.contains(where: { $0.revision == revision }) else {
      return .refused("The spec does not ask for revision \(revision) any more.")
    }
    guard stage == .settled else { return .refused("A rollout is under way.") }
    status.rejectedRevisions.removeAll { $0.revision == revision }
    return .done("Revision \(revision) is tried again.")
  }

  mutating func restart(_ request: RequestedVerb) -> Answer {
    if let stale = staleness(of: request) { return .refused(stale) }
    guard stage == .stepping else { return .refused("No step is under way.") }
    if isPaused { return .refused("The rollout is paused: \(pauseReason)") }
    return beginAnew(request)
  }

  private mutating func beginAnew(_ request: RequestedVerb) -> Answer {
    status.startTime = now
    status.step = makeStep()
    enter(step: 0)
    record("Restarted", "The rollout begins anew at its first step. \(words(of: request))")
    return .done("The rollout begins anew.")
  }
}
