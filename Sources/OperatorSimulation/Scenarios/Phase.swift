import KubeCore

/// Where a rollout stands when somebody interferes.
struct Phase: Sendable {
  /// What the names of the scenarios begin with.
  var name: String
  /// Such as `while its replicas start`.
  var words: String
  /// What makes the version that is under way.
  var second: JSONValue
  /// What is applied of another version.
  var other: @Sendable (String) -> JSONValue
  /// What is done to get there.
  var steps: [(when: Condition, action: Scenario.Action)] = []
  /// What holds there.
  var condition: Condition
  var errorRates: [String: Double] = [:]
  var prelude: Scenario

  /// One scenario for each way to interfere.
  var scenarios: [Scenario] {
    [
      interrupted(
        "replaced", "A third version replaces the second one", by: .apply(other("3")),
        end: .serving(Manifest.thirdRevision)),
      interrupted(
        "abort", "The author takes the second version back", by: .apply(other("1")),
        end: .serving(Manifest.firstRevision)),
      interrupted("deletion", "The ModelDeployment is deleted", by: .delete(), end: .gone),
    ]
  }

  private func interrupted(
    _ suffix: String, _ sentence: String, by action: Scenario.Action, end: Condition
  ) -> Scenario {
    Scenario(
      "\(name)-\(suffix)", "\(sentence) \(words).", second: second, then: steps + [(condition, action)], end: end,
      errorRates: errorRates, after: prelude)
  }
}
