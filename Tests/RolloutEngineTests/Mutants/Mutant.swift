import KubeCore
import RolloutEngine
import SlipwayAPI

/// An engine that is wrong in one thing.
struct Mutant: Sendable {
  var name: String
  var decide: @Sendable (RolloutInput) -> RolloutDecision

  /// One that sees the world wrongly.
  static func seeing(_ name: String, _ change: @escaping @Sendable (inout RolloutInput) -> Void) -> Mutant {
    Mutant(name: name) { input in
      var changed = input
      change(&changed)
      return Rollout.decide(changed)
    }
  }

  /// One that says the wrong thing.
  static func saying(
    _ name: String, _ change: @escaping @Sendable (inout RolloutDecision, RolloutInput) -> Void
  ) -> Mutant {
    Mutant(name: name) { input in
      var decision = Rollout.decide(input)
      change(&decision, input)
      return decision
    }
  }

  static let all = blind + hasty + forgetful + careless
}
