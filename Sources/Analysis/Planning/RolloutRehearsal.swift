import Statistics

/// A rollout judged against recorded or made-up samples, without a cluster.
public struct RolloutRehearsal: Sendable {
  /// How it ended.
  public enum End: Sendable, Equatable {
    case promoted
    case rolledBack
    /// The samples ran out first.
    case open
  }

  /// What was decided, and when, in seconds since the first round.
  public struct Turn: Sendable, Equatable {
    public var seconds: Double
    public var outcome: Assessment.Outcome
    public var step: Int
    public var reason: String
  }

  public private(set) var end = End.open
  public private(set) var turns: [Turn] = []
  public private(set) var trace: EvidenceTrace
  /// What other tests say of the rounds; nil for too few.
  public private(set) var report: RoundReport?
  /// The evidence as it stood last.
  public private(set) var last: Assessment?

  /// Plays rounds of samples through a judge, which chooses the steps itself.
  ///
  /// `round` gives what the pods show at a round, for the weight in force: recorded samples do not depend on it, those of
  /// made-up traffic do. It ends with nil.
  public init(
    configuration: JudgeConfiguration, weights: [Double],
    round: (_ index: Int, _ weight: Double) -> (time: Double, samples: [PodSamples])?
  ) {
    trace = EvidenceTrace(configuration: configuration)
    let shares = RolloutJudge.shares(weights)
    var judge = RolloutJudge(configuration: configuration, steps: shares)
    var (step, index, began): (Int, Int, Double?) = (0, 0, nil)
    var (before, rates) = (CountPair.none, [(stable: Double, candidate: Double)]())
    while end == .open, let (time, samples) = round(index, shares[step]) {
      began = began ?? time
      judge.observe(samples, at: time, step: step, weight: shares[step])
      let assessment = judge.assess(at: time)
      trace.note(assessment, errors: judge.errorCounts, at: time, step: step, weight: shares[step])
      last = assessment
      rates += Self.rates(of: judge.errorCounts, since: before)
      before = judge.errorCounts
      if assessment.outcome != .wait {
        turns.append(
          Turn(seconds: time - (began ?? time), outcome: assessment.outcome, step: step, reason: assessment.reason))
      }
      switch assessment.outcome {
      case .advance where step < shares.count - 1: step += 1
      case .advance, .promote: end = .promoted
      case .rollBack: end = .rolledBack
      case .retreat: step = max(step - 1, 0)
      case .hold, .wait: break
      }
      index += 1
    }
    report = RoundReport(rates)
  }

  /// The error rates of one round, if both versions had requests in it.
  private static func rates(of total: CountPair, since before: CountPair) -> [(stable: Double, candidate: Double)] {
    func rate(_ side: KeyPath<CountPair, EventCount>) -> Double? {
      let (now, then) = (total[keyPath: side], before[keyPath: side])
      return EventCount(trials: now.trials - then.trials, events: now.events - then.events).rate
    }
    guard let stable = rate(\.stable), let candidate = rate(\.candidate) else { return [] }
    return [(stable, candidate)]
  }
}
