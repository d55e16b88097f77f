import KubeCore
import RolloutEngine
import SlipwayAPI

/// Ways back after a promotion.
extension Scenario {
  static let returns: [Scenario] = [returned, returnedWarm, bakes, bakeFails, revertedWarm]

  private static let promoted = Condition.settled(rollouts: 2)
  private static let back = Condition.serving(Manifest.firstRevision)
  private static let warm = Manifest.model("2", [(["rollback"], ["keepWarm": "60s"])])
  private static let baking = Manifest.model("2", [(["rollback"], ["bake": "30s"])])

  package static let returned = Scenario(
    "returned", "A person returns to the first version, which has to start again.",
    then: [(promoted, .ask(.rollBack, .revision(Manifest.firstRevision)))], end: back)

  static let returnedWarm = Scenario(
    "returned-warm", "A person returns to the first version, which still runs.", second: warm,
    then: [
      (.retiring(after: Manifest.secondRevision), .ask(.rollBack, .revision(Manifest.firstRevision)))
    ], end: back)

  static let revertedWarm = Scenario(
    "reverted-warm", "The author goes back to the first version, which still runs.", second: warm,
    then: [(.retiring(after: Manifest.secondRevision), .apply(Manifest.first))], end: back)

  static let bakes = Scenario(
    "bakes", "A promoted version is watched for a while, and stays.", second: baking,
    end: .serving(Manifest.secondRevision))

  package static let bakeFails = Scenario(
    "bake-fails", "A promoted version begins to fail while it is watched, and is taken back.", second: baking,
    then: [(.rule(.baking), .fail(Manifest.secondRevision, rate: 0.3))], end: back)
}
