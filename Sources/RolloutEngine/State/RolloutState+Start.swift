import KubeCore
import SlipwayAPI

extension RolloutState {
  /// Finds out what runs already, or starts the first version.
  mutating func begin() -> Bool {
    if let adopted = revisionToAdopt {
      status.stable = RevisionStatus(revision: adopted.revision, model: adopted.model)
      record("Adopted", "Revision \(adopted.revision) serves already and is taken for the stable version.")
    } else {
      startFirst()
    }
    return true
  }

  /// The revision that owned the traffic before the memory was lost.
  ///
  /// It is the one with the larger share where that is seen. Of two, it is the one that the spec does not ask for: the
  /// other was on trial at best, and is tried again.
  private var revisionToAdopt: RolloutObservation.Revision? {
    let serving = world.revisions.filter { $0.ready > 0 && world.admitted?.contains($0.revision) == true }
    return serving.filter { $0.revision != input.revision }.max { ($0.ready, $0.revision) < ($1.ready, $1.revision) }
      ?? serving.first
  }

  private mutating func startFirst() {
    status.candidate = RevisionStatus(revision: input.revision, model: spec.model.uri)
    status.startTime = now
    var step = StepStatus()
    step.strategy = spec.strategy.type
    step.startTime = now
    step.deadlineTime = now + progressDeadline
    status.step = step
    status.retiring.removeAll { $0.revision == input.revision }
    record("Starting", "Revision \(input.revision) is the first version; it gets all traffic once it is ready.")
  }

  /// Waits for the first version.
  ///
  /// There is nothing to go back to, so a deadline only raises the alarm.
  mutating func start() -> Bool {
    guard let candidate = status.candidate else { return false }
    if candidate.revision != input.revision {
      archive(.superseded, reason: "SpecChanged", message: "The spec asks for revision \(input.revision).")
      retire(candidate.revision)
      startFirst()
      return true
    }
    if world.ready(candidate.revision) >= replicas, isWarm(candidate.revision), isConfirmed {
      archive(.promoted, reason: "FirstVersion", message: "There was no version to compare it with.")
      status.stable = candidate
      endRollout()
      record("Promoted", "Revision \(candidate.revision) is the first version and serves all traffic.")
      return true
    }
    // The alarm is raised once: a first version without a deadline is one that has missed it.
    guard let deadline = status.step?.deadlineTime, input.now >= deadline else { return false }
    status.step?.deadlineTime = nil
    record("ProgressDeadlineExceeded", "Revision \(candidate.revision) is not ready in time.", type: .warning)
    return true
  }

  /// Why a rollout that is wanted cannot begin yet.
  enum Obstacle {
    case rejected(RejectedRevision)
    case noArm
    case unsupported
    case scaledToZero
    case outOfReach(PlannedStep)
    case gate(RolloutGate)
    case blocked(needed: Int, spare: Int)
    case retiring(RetiringRevision)
  }

  /// The first obstacle in the way of a rollout that is wanted; `nil` when it can begin.
  var obstacle: Obstacle? {
    let isTest = spec.strategy.type == .abTest
    if isTest ? trialArms.isEmpty : rejection != nil, let rejection { return .rejected(rejection) }
    if isTest, !isTestable { return .noArm }
    if !isSupported { return .unsupported }
    if replicas == 0 { return .scaledToZero }
    if let step = firstSteps.first(where: isOutOfReach) { return .outOfReach(step) }
    if let gate = startGate { return .gate(gate) }
    if let spare = input.spareReplicas, let needed = firstNeed, needed > max(0, spare) {
      return .blocked(needed: needed, spare: max(0, spare))
    }
    // Where a Service shares the traffic, it would reach the replicas of every revision that there is.
    return isByReplicas ? status.retiring.first.map { .retiring($0) } : nil
  }

  /// Whether the router can carry the strategy.
  private var isSupported: Bool {
    switch spec.strategy.type {
    case .canary, .blueGreen, .rollingUpdate: true
    case .shadow: input.router.mirrorGrain != nil
    case .abTest: !isByReplicas && input.router.revisions > trialArms.count
    }
  }

  /// The steps that a rollout would have.
  private var firstSteps: [PlannedStep] { PlannedStep.steps(of: spec, automaticWeights: automaticWeights) }

  /// How many more replicas the first step needs; `nil` when it has nothing to say.
  private var firstNeed: Int? {
    if spec.strategy.type == .rollingUpdate { return input.spareReplicas.map { isRollingBlocked($0) ? 1 : 0 } }
    guard let step = firstSteps.first else { return nil }
    let scale = step.scale?.count(of: replicas) ?? 0
    let share =
      isByReplicas && step.weight > .zero
      ? ReplicaSplit(replicas: replicas, weight: step.weight).candidate : step.weight.share(of: replicas)
    return max(0, max(1, scale, share) - world.desired(input.revision))
  }

  /// Begins a rollout when the spec asks for one and nothing stands in the way.
  mutating func beginRollout() -> Bool {
    guard wantsRollout else { return false }
    if let obstacle {
      // A revision that is kept warm for the way back makes room for the next.
      guard case .retiring = obstacle else { return false }
      return endWarmth()
    }
    let arms = makeArms()
    status.candidate =
      arms.first.map { RevisionStatus(revision: $0.revision, model: $0.model) }
      ?? RevisionStatus(revision: input.revision, model: spec.model.uri)
    (status.startTime, status.analysis, status.bake, status.arms) = (now, nil, nil, arms)
    let owners = owners
    status.retiring.removeAll { owners.contains($0.revision) }
    status.rejectedRevisions.removeAll { owners.contains($0.revision) }
    status.step = makeStep()
    enter(step: 0)
    record(
      "RolloutStarted",
      "Revision \(status.candidate?.revision ?? "") is on trial against \(status.stable?.revision ?? "").")
    return true
  }

  /// Whether the spec asks for something else than the stable version.
  var wantsRollout: Bool {
    if spec.strategy.type == .abTest, !trialArms.isEmpty { return true }
    return input.revision != status.stable?.revision
  }

  /// The failure of the revision that the spec asks for, if it has failed.
  ///
  /// One that was only judged as a shadow can be rolled out by another strategy.
  var rejection: RejectedRevision? { rejection(of: input.revision) }

  func rejection(of revision: String) -> RejectedRevision? {
    status.rejectedRevisions.first { rejected in
      rejected.revision == revision
        && (rejected.outcome != .judged || (spec.strategy.type == .shadow && spec.strategy.shadow.then == .end))
    }
  }

  var isRejected: Bool { rejection != nil }
}
