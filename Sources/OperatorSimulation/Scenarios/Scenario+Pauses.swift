import KubeCore

/// Rollouts that stand still for a while.
extension Scenario {
  static let pauses: [Scenario] = [
    pausedAndResumed, pausedEarly, pausedLate, pausedAndAborted, pausedAndReplaced, pausedAndDeleted, held,
    heldAndAborted, heldAndReplaced,
  ]

  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)
  private static let pausedSecond = Manifest.model("2", paused: true)

  package static let pausedAndResumed = Scenario(
    "paused", "The rollout is paused in its middle, and goes on half a minute later.",
    then: [(quarter, .apply(pausedSecond)), (.paused(seconds: 30), .apply(Manifest.second))])

  static let pausedEarly = Scenario(
    "paused-early", "The second version is applied paused, and goes on half a minute later.", second: pausedSecond,
    then: [(.later(seconds: 30), .apply(Manifest.second))])

  static let pausedLate = Scenario(
    "paused-late", "The rollout is paused at its last step, and goes on half a minute later.",
    then: [
      (.weight(50, of: Manifest.secondRevision), .apply(pausedSecond)), (.paused(seconds: 30), .apply(Manifest.second)),
    ])

  static let pausedAndAborted = Scenario(
    "paused-and-aborted", "The second version is taken back while its rollout is paused.",
    then: [(quarter, .apply(pausedSecond)), (.paused(seconds: 10), .apply(Manifest.first))],
    end: .serving(Manifest.firstRevision))

  static let pausedAndReplaced = Scenario(
    "paused-and-replaced", "A third version replaces the second one while its rollout is paused.",
    then: [(quarter, .apply(pausedSecond)), (.paused(seconds: 10), .apply(Manifest.third))],
    end: .serving(Manifest.thirdRevision))

  static let pausedAndDeleted = Scenario(
    "paused-and-deleted", "The ModelDeployment is deleted while its rollout is paused.",
    then: [(quarter, .apply(pausedSecond)), (.paused(seconds: 10), .delete())], end: .gone)

  package static let held = Scenario(
    "held", "A step waits until a person approves it.", second: Manifest.heldSecond, then: [(.held, .approve)])

  static let heldAndAborted = Scenario(
    "held-and-aborted", "The second version is taken back while a step waits for approval.",
    second: Manifest.heldSecond, then: [(.held, .apply(Manifest.first))], end: .serving(Manifest.firstRevision))

  static let heldAndReplaced = Scenario(
    "held-and-replaced", "A third version replaces the second one while a step waits for approval.",
    second: Manifest.heldSecond, then: [(.held, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision))
}
