import KubeCore
import SlipwayAPI

extension RolloutState {
  /// What the analysis says of the candidate at the step where it stands; a report on anything else is none.
  var report: AnalysisReport? { status.candidate.flatMap { report(on: $0.revision) } }

  /// What the analysis says of a revision at the step where the rollout stands.
  func report(on revision: String) -> AnalysisReport? {
    input.reports.first { $0.revision == revision && $0.step == status.step?.index }?.bounded
  }

  /// Ends the rollout before its time: the spec has moved on, or the candidate has failed.
  mutating func endEarly() -> Bool {
    if let change = supersedingChange { return beginRollback(change.outcome, change.reason, change.message) }
    // An arm that fails leaves the others in the test.
    guard status.arms.count <= 1 || stage == .promoting else { return false }
    guard spec.rollback.automatic, let failure else { return false }
    return beginRollback(.rolledBack, failure.reason, failure.message)
  }

  /// How the spec has moved on from what is on trial, if it has.
  private var supersedingChange: (outcome: RolloutOutcome, reason: String, message: String)? {
    guard let stable = status.stable, let candidate = status.candidate else { return nil }
    if isTesting { return testChange }
    if input.revision == stable.revision {
      return (.cancelled, "SpecReverted", "The spec asks for the stable version again.")
    }
    guard input.revision != candidate.revision else { return nil }
    return (.superseded, "SpecChanged", "The spec asks for revision \(input.revision).")
  }

  /// Why the candidate has failed, if it has.
  var failure: (reason: String, message: String)? {
    if let report, report.verdict == .rollBack, status.step?.forced != true { return Self.failure(report) }
    if isProgressDeadlineExceeded {
      return ("ProgressDeadlineExceeded", "Its replicas were not ready within \(spec.strategy.progressDeadline).")
    }
    if isInconclusive, spec.analysis.onInconclusive == .rollBack {
      return ("Inconclusive", "The evidence did not suffice within \(spec.analysis.inconclusiveAfter).")
    }
    return nil
  }

  static func failure(_ report: AnalysisReport) -> (reason: String, message: String) {
    var message = report.message.isEmpty ? "the evidence is against it" : report.message
    if let metric = report.metric {
      // The judge begins with the metric's name as well.
      let label = "\(metric): "
      message = "Metric `\(metric)`: " + (message.hasPrefix(label) ? String(message.dropFirst(label.count)) : message)
    }
    // Other sentences follow.
    return ("AnalysisFailed", message.hasSuffix(".") ? message : message + ".")
  }

  var isProgressDeadlineExceeded: Bool {
    guard let deadline = status.step?.deadlineTime, input.now >= deadline else { return false }
    return !isCandidateReady && !isUnplaced
  }

  /// Passes the step, falls back from it, or leaves it as it is.
  mutating func judge() -> Bool {
    guard status.arms.count > 1 || failure == nil, isGiven, plannedStep != nil else { return false }
    if retreat() { return true }
    if let winner { return conclude(winner) }
    return grounds.map { pass($0.reason, $0.message) } ?? false
  }

  /// What speaks for passing the step, if anything does; a gate can still stand in the way.
  var grounds: (reason: String, message: String)? {
    guard isGiven, let step = status.step, let planned = plannedStep, let entered = step.enteredTime else { return nil }
    let subject = "Step \(step.label)"
    if planned.kind == .hold { return isApproved ? ("Approved", "\(subject) has been approved.") : nil }
    guard planned.kind != .test, input.now >= entered + planned.minimumTime.duration else { return nil }
    if planned.kind == .roll { return ("StepPassed", "All replicas are ready.") }
    if !planned.needsEvidence || spec.analysis.metrics.isEmpty { return ("StepPassed", "\(subject) has had its time.") }
    if report?.verdict == .advance { return ("StepPassed", "\(subject): the evidence suffices.") }
    guard isHeldForEvidence else { return nil }
    if isApproved { return ("Approved", "\(subject) has been approved without enough evidence.") }
    guard isInconclusive, spec.analysis.onInconclusive == .promote else { return nil }
    return ("StepPassed", "\(subject): inconclusive, and `onInconclusive` is `Promote`.")
  }

  /// Goes on to the next step, unless a gate is closed.
  mutating func pass(_ reason: String, _ message: String) -> Bool {
    guard let step = status.step, let planned = plannedStep, passGate == nil else { return false }
    record(reason, message)
    if planned.kind == .mirror, step.index + 1 >= steps.count { return finishShadow() }
    enter(step: step.index + 1)
    return true
  }

  /// Falls back to the step before, once from each step.
  private mutating func retreat() -> Bool {
    guard let step = status.step, report?.verdict == .retreat, step.index > step.retreatedFrom ?? -1,
      let target = steps.prefix(step.index).lastIndex(where: { $0.kind == .weight })
    else { return false }
    record(
      "Retreated", "Step \(step.label): the evidence leans against the candidate; it gets less traffic.",
      type: .warning)
    status.step?.retreatedFrom = step.index
    enter(step: target)
    return true
  }

  /// Whether a person has approved exactly this step of exactly this revision.
  var isApproved: Bool {
    guard let candidate = status.candidate, let step = status.step else { return false }
    return input.approval == "\(candidate.revision)/\(step.index)"
  }

  /// Whether there is evidence, and it has not sufficed in time.
  var isInconclusive: Bool {
    guard let report, isJudging else { return false }
    return switch report.verdict {
    case .inconclusive: status.step?.enteredTime != nil
    case .collecting, .retreat: isOverdue
    case .advance, .rollBack, .noData: false
    }
  }

  /// Whether a step waits for evidence longer than it should, be it because there is no data at all.
  var isHeldForEvidence: Bool {
    guard isJudging, !spec.analysis.metrics.isEmpty else { return false }
    return isInconclusive || (isOverdue && (report == nil || report?.verdict == .noData))
  }

  var isOverdue: Bool {
    status.step?.enteredTime.map { input.now >= $0 + spec.analysis.inconclusiveAfter.duration } ?? false
  }

  /// Whether the step is one that evidence passes.
  private var isJudging: Bool { plannedStep?.needsEvidence ?? false }
}
