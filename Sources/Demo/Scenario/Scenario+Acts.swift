import KubeCore
import SlipwayAPI

extension Scenario {
  /// One thing that happens, after the one before it.
  enum Act: Sendable, Hashable {
    /// A version is applied.
    case apply(String)
    /// The version that was applied last gets its first traffic.
    case awaitTraffic
    /// The rollout waits for a person.
    case awaitHold
    /// The rollout of the version that was applied last ends, and all that it moved comes to rest.
    case awaitEnd
    /// A person asks for something, and is answered.
    case ask(RolloutVerb, Meaning)
  }

  /// What a person means.
  enum Meaning: Sendable, Hashable {
    /// The rollout as it is.
    case current
    /// A step that the rollout has left: it must be refused.
    case stale
    /// The version that production ran when the demo began.
    case firstVersion
  }

  var acts: [Act] {
    switch self {
    case .goodModel, .wrongModel, .slowModel, .failingModel, .blueGreen, .shadow, .abTest:
      [.apply(candidateVersion), .awaitEnd]
    case .superseded: [.apply("slow"), .awaitTraffic, .apply(candidateVersion), .awaitEnd]
    case .approval:
      [.apply(candidateVersion), .awaitHold, .ask(.promote, .stale), .ask(.promote, .current), .awaitEnd]
    case .rollback: [.apply(candidateVersion), .awaitEnd, .ask(.rollBack, .firstVersion), .awaitEnd]
    }
  }

  /// The strategy of the ModelDeployment. Times are short, since nobody wants to watch for an hour.
  ///
  /// - Parameter arms: those of an A/B test; without any there is none yet.
  func strategy(arms: [JSONValue]) -> JSONValue {
    switch self {
    case .blueGreen:
      ["type": "BlueGreen", "blueGreen": ["preview": ["analysis": true], "for": "10s", "scaleDownDelay": "5s"]]
    case .shadow:
      ["type": "Shadow", "shadow": ["for": "5s", "then": "Canary"], "canary": ["steps": [["weight": "50%"]]]]
    case .abTest where !arms.isEmpty: ["type": "ABTest", "abTest": ["arms": .array(arms), "onWinner": "Promote"]]
    case .approval: ["type": "Canary", "canary": ["steps": [["weight": "25%"], ["hold": [:]], ["weight": "50%"]]]]
    default: ["type": "Canary", "canary": ["steps": [["weight": "25%"], ["weight": "50%"]]]]
    }
  }
}
