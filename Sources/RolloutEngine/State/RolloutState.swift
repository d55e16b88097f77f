import KubeCore
import SlipwayAPI

/// A rollout in the middle of a decision: the memory, changed transition by transition until nothing more follows from
/// what is seen.
struct RolloutState {
  /// What a rollout is doing.
  ///
  /// It is read off the memory, never stored beside it.
  enum Stage: Equatable {
    /// Nothing is known yet.
    case new
    /// The first version starts; there is nothing to compare it with.
    case starting
    /// No rollout is under way.
    case settled
    /// A step: the candidate gets the weight, and is judged at it.
    case stepping
    /// All steps are passed, and the candidate takes over.
    case promoting
    /// The traffic returns to the stable version.
    case rollingBack
  }

  let input: RolloutInput
  /// The present, rounded up to what API fields can hold: no wait that starts now is cut short.
  let now: Timestamp
  var status: ModelDeploymentStatus
  var events: [RolloutEvent] = []

  init(_ input: RolloutInput) {
    self.input = input
    status = input.previous
    now = Timestamp(seconds: input.now.seconds &+ (input.now.nanoseconds > 0 ? 1 : 0))
  }

  var spec: ModelDeploymentSpec { input.spec }
  var world: RolloutObservation { input.world }
  /// How many replicas the whole traffic needs.
  var replicas: Int { max(0, spec.replicas) }

  var stage: Stage {
    guard status.stable != nil else { return status.candidate == nil ? .new : .starting }
    guard status.candidate != nil, let step = status.step else { return .settled }
    if status.rollback != nil { return .rollingBack }
    return step.index >= step.of ? .promoting : .stepping
  }

  /// Makes transitions until none is left.
  mutating func settle() {
    repairMemory()
    repairTimes()
    for _ in 0..<RolloutTiming.transitionLimit {
      let asked = askedWeight
      status.candidate?.weight = asked
      guard transition() else { return }
    }
  }

  /// Makes one transition.
  ///
  /// - Returns: whether there was one.
  private mutating func transition() -> Bool {
    if finishRetiring() || trackPause() { return true }
    switch stage {
    case .new: return begin()
    case .starting: return start()
    case _ where isPaused: return false
    case .settled: return beginRollout()
    case .stepping: return endEarly() || syncSteps() || takeOverFromNothing() || trackReadiness() || judge()
    case .promoting: return endEarly() || trackReadiness() || promote()
    case .rollingBack: return finishRollback()
    }
  }

  /// Makes a status that was cut or edited whole again: what cannot be understood counts as no rollout.
  private mutating func repairMemory() {
    if status.stable?.revision.isEmpty == true { status.stable = nil }
    if status.candidate?.revision.isEmpty == true || status.candidate?.revision == status.stable?.revision {
      status.candidate = nil
    }
    if status.candidate == nil || status.step == nil {
      (status.candidate, status.step, status.rollback, status.startTime) = (nil, nil, nil, nil)
    }
    let owners = Set([status.stable?.revision, status.candidate?.revision].compactMap { $0 })
    status.retiring.removeAll { owners.contains($0.revision) }
  }

  /// Cuts times that lie further ahead than they can: the clock has been set back, and nobody is to wait for it to get
  /// there again.
  private mutating func repairTimes() {
    func cut(_ time: inout Timestamp?, _ length: Duration = .zero) { time = time.map { min($0, now + length) } }
    cut(&status.startTime)
    cut(&status.pausedTime)
    if var step = status.step {
      cut(&step.startTime)
      cut(&step.enteredTime)
      cut(&step.deadlineTime, progressDeadline)
      status.step = step
    }
    if var rollback = status.rollback {
      cut(&rollback.deadlineTime, RolloutTiming.restore.duration)
      status.rollback = rollback
    }
    for position in status.retiring.indices {
      cut(&status.retiring[position].deadlineTime, RolloutTiming.drain.duration)
    }
  }

  mutating func record(_ reason: String, _ message: String, type: RolloutEvent.Kind = .normal) {
    events.append(RolloutEvent(type: type, reason: reason, message: message))
  }
}
