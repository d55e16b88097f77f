public import SlipwayAPI

/// What happens in the demo: which versions of a model follow the good one, what people do, and how that ought to end.
public enum Scenario: String, Sendable, CaseIterable {
  case goodModel = "good-model"
  case wrongModel = "wrong-model"
  case slowModel = "slow-model"
  case failingModel = "failing-model"
  case blueGreen = "blue-green"
  case shadow
  case abTest = "ab"
  case superseded
  case approval
  case rollback

  /// The version that production runs when the demo begins.
  public static let stableVersion = "good"

  /// The version that is rolled out; the name of a file in `Examples/models/<data set>`.
  public var candidateVersion: String {
    switch self {
    case .goodModel, .blueGreen, .shadow, .abTest, .superseded, .approval, .rollback: "better"
    case .wrongModel: "wrong-scaling"
    case .slowModel: "slow"
    case .failingModel: "failing"
    }
  }

  /// How the last rollout ends if Slipway does right.
  public var expectedOutcome: RolloutOutcome {
    switch self {
    case .goodModel, .blueGreen, .shadow, .abTest, .superseded, .approval: .promoted
    case .wrongModel, .slowModel, .failingModel, .rollback: .rolledBack
    }
  }

  /// One line for people.
  public var summary: String {
    switch self {
    case .goodModel: "a better model follows: it ought to be promoted"
    case .wrongModel: "a model with wrongly scaled features follows: fast answers, but wrong ones"
    case .slowModel: "a model that waits for a remote feature lookup follows: right answers, but late"
    case .failingModel: "a model that refuses some rows follows: some requests fail"
    case .blueGreen: "a better model is judged in preview beside the good one, and then gets all traffic in one write"
    case .shadow: "a better model answers copies of all requests first, and goes on as a canary"
    case .abTest: "two models are tested as arms beside the good one: the wrong one leaves, and the better one wins"
    case .superseded: "a third version replaces the second in the middle of its rollout"
    case .approval: "a step waits until a person approves it; what they ask for too late is refused"
    case .rollback: "a person returns to the version before, after the next one has been promoted"
    }
  }

  /// Whether it takes more of a router than a Service can do.
  public var needsRoutes: Bool { self == .shadow || self == .abTest }

  /// Whether somebody looks at the preview of the candidate, beside the traffic.
  var looksAtPreview: Bool { self == .blueGreen }
}
