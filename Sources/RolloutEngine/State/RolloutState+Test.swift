import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Whether an A/B test is under way.
  var isTesting: Bool { !status.arms.isEmpty && spec.strategy.type == .abTest && status.step?.strategy == .abTest }

  /// The arms that have neither won nor lost.
  var trialArms: [ArmRevision] {
    var seen: Set<String> = [status.stable?.revision ?? ""]
    return input.arms.filter { rejection(of: $0.revision) == nil && seen.insert($0.revision).inserted }
  }

  /// Whether the arms can be compared: there is one, and what the spec asks for is an arm, the stable version or out.
  var isTestable: Bool {
    let isKnown = input.revision == status.stable?.revision || input.arms.contains { $0.revision == input.revision }
    return !trialArms.isEmpty && (isKnown || isRejected)
  }

  func makeArms() -> [ArmStatus] {
    spec.strategy.type == .abTest ? trialArms.prefix(8).map { ArmStatus($0) } : []
  }

  /// How the arms of the spec have moved on from those under test. Their weights may change, and an arm that takes over
  /// does so whatever becomes of the others.
  var testChange: (outcome: RolloutOutcome, reason: String, message: String)? {
    let wanted = Dictionary(trialArms.map { ($0.name, $0.revision) }) { first, _ in first }
    let present = Dictionary(status.arms.map { ($0.name, $0.revision) }) { first, _ in first }
    let isTakenOver = stage == .promoting && wanted.values.contains(status.candidate?.revision ?? "")
    guard wanted != present, !isTakenOver else { return nil }
    return trialArms.isEmpty
      ? (.cancelled, "ArmsRemoved", "The spec has no arm any more.")
      : (.superseded, "ArmsChanged", "The spec asks for other arms.")
  }

  /// Takes arms that have failed out of the test, and leaves the others in it.
  ///
  /// The last one fails like any candidate.
  mutating func dropArms() -> Bool {
    guard status.arms.count > 1, spec.rollback.automatic else { return false }
    for arm in status.arms {
      guard let failure = failure(of: arm) else { continue }
      drop(arm, outcome: .rolledBack, failure.reason, failure.message)
      return true
    }
    return false
  }

  private func failure(of arm: ArmStatus) -> (reason: String, message: String)? {
    if let report = report(on: arm.revision), report.verdict == .rollBack { return Self.failure(report) }
    guard let deadline = status.step?.deadlineTime, input.now >= deadline, !isReady(arm),
      world[arm.revision]?.lacksRoom != true
    else { return nil }
    return ("ProgressDeadlineExceeded", "Its replicas were not ready within \(spec.strategy.progressDeadline).")
  }

  private mutating func drop(_ arm: ArmStatus, outcome: RolloutOutcome, _ reason: String, _ message: String) {
    archive(outcome, reason: reason, message: message, revision: arm.revision)
    if outcome == .rolledBack { reject(arm.revision, reason, message) }
    status.arms.removeAll { $0.revision == arm.revision }
    retire(arm.revision)
    if let first = status.arms.first, status.candidate?.revision != first.revision {
      var candidate = RevisionStatus(revision: first.revision, model: first.model)
      candidate.weight = first.weight
      status.candidate = candidate
    }
    let (entered, index) = (status.step?.enteredTime, status.step?.index ?? 0)
    if stage == .stepping { enter(step: index) }
    // The others have had what they have: their time goes on.
    status.step?.enteredTime = entered
    record(
      "ArmDropped", "Arm \(arm.name), revision \(arm.revision), is out. \(message)",
      type: outcome == .rolledBack ? .warning : .normal)
  }

  /// Takes all arms but the candidate out of the test.
  mutating func dropOtherArms(outcome: RolloutOutcome, _ reason: String, _ message: String) {
    for arm in status.arms.dropFirst() { drop(arm, outcome: outcome, reason, message) }
  }

  // MARK: The winner

  /// What the statistics say of the test at the step where it stands; a report on other arms is none.
  var test: TestReport? {
    guard let test = input.test, test.step == status.step?.index, test.revisions == owners else { return nil }
    return test
  }

  /// The revision that the evidence, or the rule for a lack of it, has made the winner by itself.
  var winner: String? {
    guard let found = foundWinner, spec.strategy.abTest.onWinner == .promote || isApproved else { return nil }
    return found
  }

  /// The revision that the evidence speaks for, if the test can be trusted and has had its time.
  var foundWinner: String? {
    guard let planned = plannedStep, planned.kind == .test, isGiven, let entered = status.step?.enteredTime,
      input.now >= entered + planned.minimumTime.duration, let test, test.ratioMismatch == nil,
      let winner = test.winner,
      owners.contains(winner)
    else { return nil }
    return winner
  }

  /// Ends the test: the winner takes over, the others leave.
  mutating func conclude(_ winner: String, by person: String? = nil) -> Bool {
    guard passGate(approved: isApproved || person != nil) == nil else { return false }
    let reason = person.map { "\($0) has chosen revision \(winner)." } ?? "Revision \(winner) won the A/B test."
    guard winner != status.stable?.revision else { return beginRollback(.rolledBack, "LostTest", reason) }
    choose(winner, reason)
    enter(step: steps.count)
    record("TestConcluded", reason)
    return true
  }

  /// Makes one arm the only one.
  mutating func choose(_ winner: String, _ message: String) {
    for arm in status.arms where arm.revision != winner { drop(arm, outcome: .rolledBack, "LostTest", message) }
  }
}
