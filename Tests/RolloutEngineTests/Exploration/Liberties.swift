import SlipwayAPI

/// What may happen in an exploration.
struct Liberties {
  var verdicts: [VerdictKind] = [.advance]
  /// Verdicts on arms besides the candidate.
  var armVerdicts: [VerdictKind] = []
  var winners: [String] = []
  var crashes = false
  var approvals = false
  var pauses = false
  var gates = false
  var edits: [String] = []
  var strategies: [StrategyType] = []
  var replicas: [Int] = []
  var rooms: [Int] = []
  /// Verbs, with the revision that they name.
  var verbs: [(verb: RolloutVerb, revision: String?)] = []
  var operatorDies = false
  /// No worlds beyond this depth; `nil` searches to closure.
  var depth: Int?

  /// Everything, for a search to a stated depth.
  static func everything(depth: Int) -> Liberties {
    var liberties = Liberties()
    liberties.verdicts = [.advance, .rollBack, .retreat, .noData]
    (liberties.crashes, liberties.pauses, liberties.operatorDies, liberties.approvals) = (true, true, true, true)
    (liberties.edits, liberties.replicas, liberties.gates) = (["a", "b", "c"], [1, 2], true)
    liberties.strategies = [.canary, .blueGreen, .rollingUpdate]
    liberties.verbs = RolloutVerb.allCases.map { ($0, $0 == .rollBack ? "a" : nil) }
    liberties.depth = depth
    return liberties
  }
}
