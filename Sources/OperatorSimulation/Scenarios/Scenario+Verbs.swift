import KubeCore
import SlipwayAPI

/// People who ask for something by requests.
extension Scenario {
  static let verbs: [Scenario] = [
    promotedByRequest, promotedFully, abortedByRequest, returnedByRequest, retried, pausedByRequest, restarted,
  ]

  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)

  package static let promotedByRequest = Scenario(
    "promote", "A request passes a hold, after one that means another step.", second: Manifest.heldSecond,
    then: [(.held, .ask(.promote, .stale)), (.answered(1), .ask(.promote))])

  static let promotedFully = Scenario(
    "promote-fully", "A request passes all steps that are left.", then: [(quarter, .ask(.promoteFully))])

  static let abortedByRequest = Scenario(
    "abort-request", "A request takes the second version back.", then: [(quarter, .ask(.abort))])

  static let returnedByRequest = Scenario(
    "roll-back-request", "A request returns to the first version in the middle of a rollout.",
    then: [(quarter, .ask(.rollBack, .revision(Manifest.firstRevision)))])

  static let retried = Scenario(
    "retry", "A request tries a version again that was taken back.",
    then: [
      (quarter, .ask(.abort)), (.settled(rollouts: 2), .ask(.retry, .revision(Manifest.secondRevision))),
    ], end: .settled(rollouts: 3))

  static let pausedByRequest = Scenario(
    "pause-request", "One request stops the rollout, and another lets it go on.",
    then: [(quarter, .ask(.pause)), (.paused(seconds: 30), .ask(.resume))])

  static let restarted = Scenario(
    "restart", "A request begins the rollout anew at its last step.",
    then: [(.weight(50, of: Manifest.secondRevision), .ask(.restart))], hasManyWays: true)
}
