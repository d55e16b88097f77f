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
    /// A step: the candidate gets what the step asks for, and is judged at it.
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
  /// The shares of the revisions on trial as they were asked for last.
  var askedLast: [String: BasisPoints]
  /// The steps of each strategy that has been asked for: a decision looks at them over and over.
  let plannedSteps: PlannedSteps

  init(_ input: RolloutInput) {
    self.input = input
    status = input.previous
    plannedSteps = PlannedSteps(input.spec)
    let trial = (input.previous.candidate.map { [($0.revision, $0.weight)] } ?? [])
    askedLast = Dictionary(trial + input.previous.arms.map { ($0.revision, $0.weight) }) { first, _ in first }
    now = Timestamp(seconds: input.now.seconds &+ (input.now.nanoseconds > 0 ? 1 : 0))
  }

  var spec: ModelDeploymentSpec { input.spec }
  var world: RolloutObservation { input.world }
  /// How many replicas the whole traffic needs.
  var replicas: Int { max(0, spec.replicas) }
  /// Whether shares follow from ready replicas.
  var isByReplicas: Bool { input.router.weights == .replicaRatio }

  /// Whether less may be seen here than by the process that wrote the status.
  var isCatchingUp: Bool { input.catchUpTime.map { input.now < $0 } ?? false }

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
      askShares()
      guard transition() else { return }
    }
  }

  /// Makes one transition.
  ///
  /// - Returns: whether there was one.
  private mutating func transition() -> Bool {
    if finishRetiring() || handleRequest() || trackPause() { return true }
    switch stage {
    case .new: return begin()
    case .starting: return start()
    case _ where isPaused: return false
    case .settled: return watchBake() || returnToWarm() || beginRollout()
    case .stepping:
      return endEarly() || syncSteps() || dropArms() || takeOverFromNothing() || trackReadiness() || judge()
    case .promoting: return endEarly() || trackReadiness() || promote()
    case .rollingBack: return finishRollback() || abandonRollback()
    }
  }

  mutating func record(_ reason: String, _ message: String, type: RolloutEvent.Kind = .normal) {
    events.append(RolloutEvent(type: type, reason: reason, message: message))
  }
}
