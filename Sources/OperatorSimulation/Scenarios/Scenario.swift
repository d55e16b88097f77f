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
  /// Revisions whose pods never get ready.
  var broken: Set<String> = []

  var isDeletion: Bool { if case .gone = end { true } else { false } }

  static let key = ObjectKey(namespace: "ml", name: "fraud")
}
