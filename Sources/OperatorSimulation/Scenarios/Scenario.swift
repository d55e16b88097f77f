import KubeCore
import SlipwayAPI

/// What users do, and what is to come of it.
package struct Scenario: Sendable {
  /// What a user, or the model, does.
  enum Action: Sendable {
    /// Applies a ModelDeployment.
    case apply(JSONValue)
    /// Deletes the ModelDeployment.
    case delete(propagation: String = "Background")
    /// Deletes an object.
    case remove(path: String)
    /// Makes an object.
    case create(path: String, JSONValue)
    /// Approves the step where the rollout stands, by an annotation.
    case approve
    /// Asks for a verb.
    case ask(RolloutVerb, Meaning = .current)
    /// The revision fails so many of its requests from now on.
    case fail(String, rate: Double)
  }

  /// What a request is about.
  enum Meaning: Sendable, Hashable {
    /// The candidate and its step as they are.
    case current
    /// A step at which the rollout does not stand: the request must be refused.
    case stale
    /// A revision, and no step.
    case revision(String)
  }

  /// One thing that is done, once something holds.
  struct Step: Sendable {
    var when: Condition
    var action: Action
  }

  package let name: String
  /// What happens, in one sentence.
  package let sentence: String
  /// What was there before it began: the end of another scenario.
  var prelude: String?
  var steps: [Step]
  /// When the scenario has come to its end.
  var end: Condition
  /// The share of its requests that a revision fails, where it is not the usual one.
  var errorRates: [String: Double] = [:]
  /// What somebody else has made before it begins: paths and objects.
  var others: [(path: String, object: JSONValue)] = []
  /// Whether users take pods and objects away themselves, whatever they are needed for.
  var takesAway = false
  /// Whether users take away what serves, so that clients get no answer for a while.
  var interrupts = false
  /// Revisions whose pods never get ready.
  var broken: Set<String> = []
  /// Whether the way to the end depends on when the operator looks, so that it is not compared with another run's.
  var hasManyWays = false

  /// What the policy of the scenario forbids.
  var policy = Policy()

  /// What a policy forbids, as the invariants see it.
  struct Policy: Sendable {
    /// When no share may grow, since the beginning of the world.
    var closed: Range<Duration>?
    /// How many rollouts may be under way at once.
    var limit: Int?
    /// Whether a person must approve what takes over.
    var needsApproval = false
  }

  /// Whether a route divides the traffic, so that there must be a gateway.
  var usesRoutes: Bool { specs.contains { $0["traffic"]?["router"]?["gatewayAPI"] != nil } }

  /// Whether an autoscaler has a say in how many replicas there are.
  var isAutoscaled: Bool { specs.contains { $0["autoscaling"] != nil } }

  /// What the ModelDeployments that are applied ask for.
  private var specs: [JSONValue] {
    steps.compactMap {
      guard case .apply(let object) = $0.action else { return nil }
      return object["spec"]
    }
  }

  var isDeletion: Bool {
    switch end {
    case .gone, .orphaned: true
    default: false
    }
  }

  static let key = ObjectKey(namespace: "ml", name: "fraud")
}

extension Scenario {
  /// A scenario that begins where the first version serves, with the second one applied.
  ///
  /// - Parameter then: what follows, each action once its condition holds.
  init(
    _ name: String, _ sentence: String, second: JSONValue = Manifest.second,
    then: [(when: Condition, action: Action)] = [], end: Condition = .settled(rollouts: 2),
    errorRates: [String: Double] = [:], broken: Set<String> = [], hasManyWays: Bool = false,
    interrupts: Bool = false, after prelude: Scenario = .firstDeployment
  ) {
    let steps = [Step(when: .always, action: .apply(second))] + then.map { Step(when: $0.when, action: $0.action) }
    self.init(
      name: name, sentence: sentence, prelude: prelude.name, steps: steps, end: end,
      errorRates: errorRates, interrupts: interrupts, broken: broken, hasManyWays: hasManyWays)
  }

  package static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

  /// All scenarios, the most important first.
  package static let all: [Scenario] = rollouts + edits + deletions + pauses + troubles
    + blueGreens + shadows + tests + rollings + gateways + returns + verbs + guarded + scaled + adoptions + phases
}
