/// Deletion at every stage, and life after it.
extension Scenario {
  static let deletions: [Scenario] = [
    deletion, deletionAtRest, deletionEarly, deletionLate, deletionAfterPromotion, deletionWhileHeld, foreground,
    orphans, namespace, recreation, recreationAtRest, recreationForeground,
  ]

  private static let quarter = Condition.weight(25, of: Manifest.secondRevision)

  private static func deleted(_ name: String, _ sentence: String, when: Condition, by propagation: String = "Background")
    -> Scenario
  {
    Scenario(name, sentence, then: [(when, .delete(propagation: propagation))], end: .gone)
  }

  package static let deletion = deleted(
    "deletion", "The ModelDeployment is deleted in the middle of a rollout.", when: quarter)

  static let deletionAtRest = Scenario(
    name: "deletion-at-rest", sentence: "The ModelDeployment is deleted when nothing else goes on.",
    prelude: firstDeployment.name, steps: [Step(when: .always, action: .delete())], end: .gone)

  static let deletionEarly = deleted(
    "deletion-early", "The ModelDeployment is deleted before the second version is ready.",
    when: .waiting(for: Manifest.secondRevision))

  static let deletionLate = deleted(
    "deletion-late", "The ModelDeployment is deleted at the last step.", when: .weight(50, of: Manifest.secondRevision))

  static let deletionAfterPromotion = deleted(
    "deletion-after", "The ModelDeployment is deleted when the second version has just been promoted.",
    when: .retiring(after: Manifest.secondRevision))

  static let deletionWhileHeld = Scenario(
    "deletion-while-held", "The ModelDeployment is deleted while a step waits for approval.",
    second: Manifest.heldSecond, then: [(.held, .delete())], end: .gone)

  static let foreground = deleted(
    "deletion-foreground", "The ModelDeployment is deleted in the foreground, after all that belongs to it.",
    when: quarter, by: "Foreground")

  static let orphans = Scenario(
    "deletion-orphans", "The ModelDeployment is deleted, and all that belongs to it is left to itself.",
    then: [(quarter, .delete(propagation: "Orphan"))], end: .orphaned)

  static let namespace: Scenario = {
    var scenario = Scenario(
      "namespace-deleted", "The namespace is deleted in the middle of a rollout.",
      then: [(quarter, .remove(path: "/api/v1/namespaces/ml"))], end: .gone)
    scenario.takesAway = true
    return scenario
  }()

  package static let recreation = Scenario(
    "recreation", "The ModelDeployment is deleted in the middle of a rollout and made anew at once.",
    then: [(quarter, .delete()), (.always, .apply(Manifest.first))], end: .settled(rollouts: 1),
    interrupts: true)

  static let recreationAtRest = Scenario(
    name: "recreation-at-rest", sentence: "The ModelDeployment is deleted and made anew with another version.",
    prelude: firstDeployment.name,
    steps: [Step(when: .always, action: .delete()), Step(when: .always, action: .apply(Manifest.second))],
    end: .settled(rollouts: 1), interrupts: true)

  static let recreationForeground = Scenario(
    "recreation-foreground", "The ModelDeployment is deleted in the foreground and made anew when it is gone.",
    then: [(quarter, .delete(propagation: "Foreground")), (.gone, .apply(Manifest.first))], end: .settled(rollouts: 1),
    interrupts: true)
}
