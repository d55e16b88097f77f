import SlipwayAPI

/// What must hold of every decision, whatever the input.
///
/// Tests and simulations assert all of them at every step.
public enum RolloutInvariant: String, Sendable, Hashable, CaseIterable {
  /// S1: the shares of a plan sum to 100%, and none grows beyond what the step asks for.
  case sharesSum
  /// S2: a share grows only while there are the ready replicas for it: those of the revision itself, or of all that get
  /// traffic where a Service spreads it evenly.
  case sharesFitCapacity
  /// S3: a change of the traffic takes no ready replica away that it needs, but for a rollback past its deadline.
  case trafficKeepsCapacity
  /// S3: a change of replicas takes no ready replica away that the traffic is seen to need.
  case replicasKeepCapacity
  /// S4: within a rollout a candidate's share only grows, but for a retreat, a way back, an edit, a request, or a pause
  /// before the router has taken it up.
  case sharesOnlyGrow
  /// S5: a revision that is rejected gets no traffic and no copies.
  case rejectedHasNoShare
  /// S6: a step is passed on evidence for this very step, on time or readiness where it asks for no more, on the word of a
  /// person, by policy, or for want of a stable version.
  case stepsArePassedForCause
  /// S7: blue-green: one revision has all traffic, at every moment.
  case oneColourServes
  /// S8: what gets copies has no share, and its replicas stay until the copies are seen to have stopped.
  case shadowNeverAnswers
  /// S9: in an A/B test every rule names an arm and says what it matches, and what matches none has a version to go to.
  case testsAreWhole
  /// S14: a paused rollout changes no share, and no replicas where that would change one.
  case pausedStandsStill
  /// S15: a plan names only revisions that the spec, the memory or the cluster knows.
  case inventsNothing
  /// S16: the status is of the generation that was read, its conditions are told apart by type, and their times move only
  /// with their status.
  case statusIsOfItsTime
  /// A step is entered, a candidate promoted and a rollout ended only once the router is seen to have followed.
  case endsAreSeen
  /// The replicas of a revision that has no part any more stop only once no traffic is seen to reach them.
  case retiredOutliveTraffic
  /// With nothing to roll out, the traffic and the stable version stay as they are.
  case settledStaysSettled
  /// Deciding again on what has been decided changes nothing.
  case isIdempotent
  /// What is under way says what it waits for.
  case namesWhatComesNext
  /// No rollout begins and no step is passed through a closed gate, but for want of a stable version.
  case gatesAreKept
  /// A request is answered once, and the answer stays.
  case requestsAreAnsweredOnce
  /// No replica is started for a candidate where there is no room for all that its step needs.
  case roomIsKept
  /// No revision is both retired and in use, and lists keep within their bounds.
  case memoryIsSound

  /// Whether a decision keeps the invariant.
  public func isKept(by decision: RolloutDecision, on input: RolloutInput) -> Bool {
    let check = Check(input: input, decision: decision)
    return switch self {
    case .sharesSum: check.sharesSum
    case .sharesFitCapacity: check.sharesFitCapacity
    case .trafficKeepsCapacity: check.trafficKeepsCapacity
    case .replicasKeepCapacity: check.replicasKeepCapacity
    case .sharesOnlyGrow: check.sharesOnlyGrow
    case .rejectedHasNoShare: check.rejectedHasNoShare
    case .stepsArePassedForCause: check.stepsArePassedForCause
    case .oneColourServes: check.oneColourServes
    case .shadowNeverAnswers: check.shadowNeverAnswers
    case .testsAreWhole: check.testsAreWhole
    case .pausedStandsStill: check.pausedStandsStill
    case .inventsNothing: check.inventsNothing
    case .statusIsOfItsTime: check.statusIsOfItsTime
    case .endsAreSeen: check.endsAreSeen
    case .retiredOutliveTraffic: check.retiredOutliveTraffic
    case .settledStaysSettled: check.settledStaysSettled
    case .isIdempotent: check.isIdempotent
    case .namesWhatComesNext: !decision.explanation.rule.isEmpty && !decision.explanation.next.isEmpty
    case .gatesAreKept: check.gatesAreKept
    case .requestsAreAnsweredOnce: check.requestsAreAnsweredOnce
    case .roomIsKept: check.roomIsKept
    case .memoryIsSound: check.memoryIsSound
    }
  }

  /// The invariants that a decision breaks.
  public static func broken(by decision: RolloutDecision, on input: RolloutInput) -> [RolloutInvariant] {
    allCases.filter { !$0.isKept(by: decision, on: input) }
  }
}
