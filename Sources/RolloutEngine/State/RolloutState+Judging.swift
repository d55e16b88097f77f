import KubeCore
import SlipwayAPI

extension RolloutState {
  /// What the analysis says of the candidate at the step where it stands; a report on anything else is none.
  var report: AnalysisReport? {
    guard let report = input.report, report.revision == status.candidate?.revision, report.step == status.step?.index
    else { return nil }
    return report.bounded
  }

  /// Ends the rollout before its time: the spec has moved on, or the candidate has failed.
  mutating func endEarly() -> Bool {
    guard let stable = status.stable, let candidate = status.candidate else { return false }
    if input.revision == stable.revision {
      return beginRollback(.cancelled, "SpecReverted", "The spec asks for the stable version again.")
    }
    if input.revision != candidate.revision {
      return beginRollback(.superseded, "SpecChanged", "The spec asks for revision \(input.revision).")
    }
    guard spec.rollback.automatic, let failure else { return noteFailure() }
    return beginRollback(.rolledBack, failure.reason, failure.message)
  }

  /// Why the candidate has failed, if it has.
  var failure: (reason: String, message: String)? {
    if let report, report.verdict == .rollBack {
      let subject = report.metric.map { "Metric `\($0)`: " } ?? ""
      return ("AnalysisFailed", subject + (report.message.isEmpty ? "the evidence is against it." : report.message))
    }
    if isProgressDeadlineExceeded {
      let deadline = spec.strategy.canary.progressDeadline
      return ("ProgressDeadlineExceeded", "Its replicas were not ready within \(deadline).")
    }
    if isInconclusive, spec.analysis.onInconclusive == .rollBack {
      return ("Inconclusive", "The evidence did not suffice within \(spec.analysis.inconclusiveAfter).")
    }
    return nil
  }

  private var isProgressDeadlineExceeded: Bool {
    guard let deadline = status.step?.deadlineTime, input.now >= deadline else { return false }
    return !isCandidateReady
  }

  /// Says once that a candidate has failed which may not be rolled back without a person.
  private mutating func noteFailure() -> Bool {
    guard let failure, input.previous.explanation?.rule != RolloutRule.failed.rawValue,
      !events.contains(where: { $0.reason == "RollbackNeeded" })
    else { return false }
    record(
      "RollbackNeeded", "\(failure.message) Automatic rollback is off: the rollout stays where it is.", type: .warning)
    return true
  }

  /// Passes the step, falls back from it, or leaves it as it is.
  mutating func judge() -> Bool {
    guard failure == nil, isGiven, let step = status.step, let entered = step.enteredTime,
      steps.indices.contains(step.index)
    else { return false }
    if steps[step.index].hold != nil {
      return isApproved && pass("Approved", "Step \(step.label) has been approved.")
    }
    if retreat() { return true }
    guard input.now >= entered + leastTime(at: step.index) else { return false }
    if spec.analysis.metrics.isEmpty { return pass("StepPassed", "Step \(step.label) has had its time.") }
    if report?.verdict == .advance { return pass("StepPassed", "Step \(step.label): the evidence suffices.") }
    guard isHeldForEvidence else { return false }
    if isApproved { return pass("Approved", "Step \(step.label) has been approved without enough evidence.") }
    guard isInconclusive, spec.analysis.onInconclusive == .promote else { return false }
    return pass("StepPassed", "Step \(step.label): inconclusive, and `onInconclusive` is `Promote`.")
  }

  private mutating func pass(_ reason: String, _ message: String) -> Bool {
    record(reason, message)
    enter(step: (status.step?.index ?? 0) + 1)
    return true
  }

  /// Falls back to the step before, once from each step.
  private mutating func retreat() -> Bool {
    guard let step = status.step, report?.verdict == .retreat, step.index > step.retreatedFrom ?? -1,
      let target = steps.prefix(step.index).lastIndex(where: { $0.weight != nil })
    else { return false }
    record(
      "Retreated", "Step \(step.label): the evidence leans against the candidate; it gets less traffic.",
      type: .warning)
    status.step?.retreatedFrom = step.index
    enter(step: target)
    return true
  }

  func leastTime(at index: Int) -> Duration { (steps[index].minimumTime ?? spec.analysis.dwell).duration }

  /// Whether a person has approved exactly this step of exactly this revision.
  var isApproved: Bool {
    guard let candidate = status.candidate, let step = status.step else { return false }
    return input.approval == "\(candidate.revision)/\(step.index)"
  }

  /// Whether there is evidence, and it has not sufficed in time.
  var isInconclusive: Bool {
    guard let report, isAtWeightStep else { return false }
    return switch report.verdict {
    case .inconclusive: status.step?.enteredTime != nil
    case .collecting, .retreat: isOverdue
    case .advance, .rollBack, .noData: false
    }
  }

  /// Whether a step waits for evidence longer than it should, be it because there is no data at all.
  var isHeldForEvidence: Bool {
    guard isAtWeightStep, !spec.analysis.metrics.isEmpty else { return false }
    return isInconclusive || (isOverdue && (report == nil || report?.verdict == .noData))
  }

  private var isOverdue: Bool {
    status.step?.enteredTime.map { input.now >= $0 + spec.analysis.inconclusiveAfter.duration } ?? false
  }

  private var isAtWeightStep: Bool {
    guard stage == .stepping, let index = status.step?.index, steps.indices.contains(index) else { return false }
    return steps[index].weight != nil
  }
}
