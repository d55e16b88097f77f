import KubeCore

/// Users who change their minds, at every stage of a rollout.
extension Scenario {
  static let edits: [Scenario] = [
    abort, abortEarly, abortLate, backAfterPromotion, newSpec, newSpecEarly, newSpecLate, newSpecAfterPromotion,
    newSpecAfterRollback, backAfterRollback, twoAtOnce, wavering, scaledUp, scaledDown, scaledAfter, stepsChanged,
    analysisChanged, invalidSpec,
  ]

  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)
  private static let half = Condition.weight(50, of: Manifest.secondRevision)
  private static let early = Condition.waiting(for: Manifest.secondRevision)
  private static let late = Condition.retiring(after: Manifest.secondRevision)

  package static let abort = Scenario(
    "abort", "The author takes the second version back in the middle of its rollout.",
    then: [(quarter, .apply(Manifest.first))], end: .serving(Manifest.firstRevision))

  static let abortEarly = Scenario(
    "abort-early", "The author takes the second version back before it is ready.",
    then: [(early, .apply(Manifest.first))], end: .serving(Manifest.firstRevision))

  static let abortLate = Scenario(
    "abort-late", "The author takes the second version back at its last step.",
    then: [(half, .apply(Manifest.first))], end: .serving(Manifest.firstRevision))

  static let backAfterPromotion = Scenario(
    "revert", "The author goes back to the first version when the second one has just been promoted.",
    then: [(late, .apply(Manifest.first))], end: .serving(Manifest.firstRevision))

  package static let newSpec = Scenario(
    "new-spec", "A third version replaces the second one in the middle of its rollout.",
    then: [(quarter, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision))

  static let newSpecEarly = Scenario(
    "new-spec-early", "A third version replaces the second one before that is ready.",
    then: [(early, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision))

  static let newSpecLate = Scenario(
    "new-spec-late", "A third version replaces the second one at its last step.",
    then: [(half, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision))

  static let newSpecAfterPromotion = Scenario(
    "new-spec-after", "A third version is applied when the second one has just been promoted.",
    then: [(late, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision))

  static let newSpecAfterRollback = Scenario(
    "new-spec-after-rollback", "A third version follows one that was taken back.",
    then: [(.settled(rollouts: 2), .apply(Manifest.third))], end: .serving(Manifest.thirdRevision),
    errorRates: [Manifest.secondRevision: 0.3])

  static let backAfterRollback = Scenario(
    "revert-after-rollback", "The author goes back to the first version when the second one was taken back.",
    then: [(.settled(rollouts: 2), .apply(Manifest.first))], errorRates: [Manifest.secondRevision: 0.3])

  static let twoAtOnce = Scenario(
    "two-at-once", "A third version is applied in the moment after the second one.",
    then: [(.always, .apply(Manifest.third))], end: .serving(Manifest.thirdRevision), hasManyWays: true)

  static let wavering = Scenario(
    "wavering", "The author goes back to the first version and on to the second one again at once.",
    then: [(quarter, .apply(Manifest.first)), (.always, .apply(Manifest.second))],
    end: .serving(Manifest.secondRevision), hasManyWays: true)

  package static let scaledUp = Scenario(
    "scaled-up", "The number of replicas is raised in the middle of a rollout.",
    then: [(quarter, .apply(Manifest.model("2", replicas: 5)))])

  static let scaledDown = Scenario(
    "scaled-down", "The number of replicas is lowered in the middle of a rollout.",
    then: [(half, .apply(Manifest.model("2", replicas: 2)))])

  static let scaledAfter = Scenario(
    "scaled-after", "The number of replicas is raised when nothing else goes on.",
    second: Manifest.model("1", replicas: 5), end: .settled(rollouts: 1))

  static let stepsChanged = Scenario(
    "steps-changed", "The steps become others in the middle of a rollout.",
    then: [(quarter, .apply(Manifest.model("2", steps: [["weight": "10%"], ["weight": "75%"]])))])

  static let analysisChanged = Scenario(
    "analysis-changed", "The analysis becomes stricter in the middle of a rollout.",
    then: [(quarter, .apply(Manifest.analyzed(Manifest.second, minimumRequests: 900)))])

  static let invalidSpec = Scenario(
    "invalid-spec", "The author makes a mistake in the middle of a rollout, and corrects it.",
    then: [(quarter, .apply(Manifest.invalid)), (.stalled(seconds: 20), .apply(Manifest.second))])
}
