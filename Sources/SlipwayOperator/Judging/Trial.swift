import Analysis

/// One revision on trial: its judge, and what that saw and concluded lately.
struct Trial: Sendable, Equatable {
  /// The most bytes of the log: a ConfigMap holds it, beside the judge.
  static let logLimit = 24 << 10

  private(set) var judge: RolloutJudge
  private(set) var log: DecisionLog

  init(_ judge: RolloutJudge) {
    self.judge = judge
    log = DecisionLog(of: judge, limit: Self.logLimit)
  }

  /// Takes up what another process left; `nil` for what is about other criteria, or cannot be read.
  init?(_ record: JudgeRecord.Trial, _ configuration: JudgeConfiguration) {
    guard let judge = JudgeState.judge(from: record.state, configuration: configuration) else { return nil }
    self.judge = judge
    log = DecisionLog(exported: record.log) ?? DecisionLog(of: judge, limit: Self.logLimit)
  }

  /// What another process needs to go on.
  var record: JudgeRecord.Trial { JudgeRecord.Trial(state: JudgeState.bytes(of: judge), log: log.exported) }

  /// The trial of the same revision once it has been promoted.
  var watch: Trial { Trial(judge.watching()) }

  /// Takes a round of readings, and concludes from all so far.
  mutating func observe(
    _ samples: [PodSamples], _ queries: [String: QueryReading], of candidate: Comparison.Candidate, at time: Double
  ) -> Assessment {
    let look = DecisionLog.Look(
      time: time, step: candidate.position, weight: candidate.weight, isMirrored: candidate.isMirrored)
    judge.observe(samples, queries, look)
    let assessment = judge.assess(at: time)
    log.note(samples, queries: queries, at: look, assessment, after: judge)
    return assessment
  }
}
