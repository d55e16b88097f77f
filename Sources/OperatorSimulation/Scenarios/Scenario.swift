import KubeCore

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
    /// Approves the step where the rollout stands.
    case approve
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
  /// Revisions whose pods never get ready.
  var broken: Set<String> = []
  /// Whether the way to the end depends on when the operator looks, so that it is not compared with another run's.
  var hasManyWays = false

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
    errorRates: [String: Double] = [:], broken: Set<String> = [], hasManyWays: Bool = false
  ) {
    let steps = [Step(when: .always, action: .apply(second))] + then.map { Step(when: $0.when, action: $0.action) }
    self.init(
      name: name, sentence: sentence, prelude: Self.firstDeployment.name, steps: steps, end: end,
      errorRates: errorRates, broken: broken, hasManyWays: hasManyWays)
  }

  package static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

  /// All scenarios, the most important first.
  package static let all: [Scenario] = rollouts + edits + deletions + pauses + troubles
}
