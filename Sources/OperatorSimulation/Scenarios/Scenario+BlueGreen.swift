import KubeCore
import SlipwayAPI

/// One colour after the other.
extension Scenario {
  static let blueGreens: [Scenario] = [
    blueGreen, blueGreenHeld, blueGreenFails, blueGreenNeverReady, blueGreenReplaced, blueGreenReplacedLate,
    blueGreenTakenBack, blueGreenTakenBackLate, blueGreenDeleted, blueGreenDeletedLate, blueGreenRouted,
  ]

  private static func second(_ preview: JSONValue = [:]) -> JSONValue {
    Manifest.model("2", [settings(preview)])
  }

  private static func settings(_ preview: JSONValue = [:]) -> (path: [String], value: JSONValue) {
    Manifest.strategy("BlueGreen", "blueGreen", ["preview": preview, "scaleDownDelay": "5s"])
  }

  private static let third = Manifest.model("3", [settings()])
  private static let isPreviewed = Condition.given(step: 0, of: Manifest.secondRevision)
  private static let hasSwitched = Condition.weight(100, of: Manifest.secondRevision)
  /// A preview that lasts long enough for a user to act in it.
  private static let slow: JSONValue = ["for": "10s"]

  package static let blueGreen = Scenario(
    "blue-green", "A second version comes up whole, gets all traffic at once, and is promoted.", second: second())

  static let blueGreenHeld = Scenario(
    "blue-green-held", "The switch waits until a person approves it.", second: second(["hold": [:]]),
    then: [(.held, .ask(.promote, .stale)), (.answered(1), .ask(.promote))])

  static let blueGreenFails = Scenario(
    "blue-green-fails", "A second version that fails requests is taken back after the switch.", second: second(),
    errorRates: [Manifest.secondRevision: 0.3])

  static let blueGreenNeverReady = Scenario(
    "blue-green-never-ready", "The pods of the second version never get ready.", second: second(),
    broken: [Manifest.secondRevision])

  static let blueGreenReplaced = Scenario(
    "blue-green-replaced", "A third version replaces the second one in its preview.", second: second(slow),
    then: [(isPreviewed, .apply(third))], end: .serving(Manifest.thirdRevision))

  static let blueGreenReplacedLate = Scenario(
    "blue-green-replaced-late", "A third version replaces the second one after the switch.", second: second(),
    then: [(hasSwitched, .apply(third))], end: .serving(Manifest.thirdRevision))

  static let blueGreenTakenBack = Scenario(
    "blue-green-abort", "The author takes the second version back in its preview.", second: second(slow),
    then: [(isPreviewed, .apply(Manifest.model("1", [settings()])))], end: .serving(Manifest.firstRevision))

  static let blueGreenTakenBackLate = Scenario(
    "blue-green-abort-late", "The author takes the second version back after the switch.", second: second(),
    then: [(hasSwitched, .apply(Manifest.model("1", [settings()])))], end: .serving(Manifest.firstRevision))

  static let blueGreenDeleted = Scenario(
    "blue-green-deletion", "The ModelDeployment is deleted in the preview.", second: second(slow),
    then: [(isPreviewed, .delete())], end: .gone)

  static let blueGreenDeletedLate = Scenario(
    "blue-green-deletion-late", "The ModelDeployment is deleted after the switch.", second: second(),
    then: [(hasSwitched, .delete())], end: .gone)

  static let blueGreenRouted = Scenario(
    "blue-green-routed", "A route switches from the first version to the second one.",
    second: Manifest.routed("2", [settings()]), after: gatewayFirst)
}
