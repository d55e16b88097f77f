public import SlipwayAPI

/// What happens in the demo: which version of a model follows the good one, and how that ought to end.
public enum Scenario: String, Sendable, CaseIterable {
  case goodModel = "good-model"
  case wrongModel = "wrong-model"
  case slowModel = "slow-model"
  case failingModel = "failing-model"

  /// The version that production runs when the demo begins.
  public static let stableVersion = "good"

  /// The version that is rolled out; the name of a file in `Examples/models/<data set>`.
  public var candidateVersion: String {
    switch self {
    case .goodModel: "better"
    case .wrongModel: "wrong-scaling"
    case .slowModel: "slow"
    case .failingModel: "failing"
    }
  }

  /// How the rollout ends if Slipway judges rightly.
  public var expectedOutcome: RolloutOutcome { self == .goodModel ? .promoted : .rolledBack }

  /// One line for people.
  public var summary: String {
    switch self {
    case .goodModel: "a better model follows: it ought to be promoted"
    case .wrongModel: "a model with wrongly scaled features follows: fast answers, but wrong ones"
    case .slowModel: "a model that waits for a remote feature lookup follows: right answers, but late"
    case .failingModel: "a model that refuses some rows follows: some requests fail"
    }
  }
}
