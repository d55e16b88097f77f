import Analysis
import KubeRuntime
import MetricSources
import SlipwayAPI

/// One candidate's judgement: the judge, what it saw lately, and the clock that it goes by.
struct Trial: Sendable {
  var judge: RolloutJudge
  var log: DecisionLog
  let settings: AnalysisSettings
  /// What is on trial: the revision, and since when.
  let name: String
  let weights: [BasisPoints]
  /// What is added to this process's monotonic seconds to get seconds on the judge's clock, which outlives the process.
  let offset: Double
  var lastScrape: MonotonicInstant?
  var report: AnalysisReport?

  /// What the last record that was kept says.
  private var kept: (time: MonotonicInstant, verdict: VerdictKind, exposure: String)?

  /// How often a record is made at least, unless blocks are longer.
  private static let keepInterval = Duration.seconds(60)

  /// The most bytes of the log: a ConfigMap holds it, beside the judge.
  static let logLimit = 24 << 10

  /// Begins anew.
  init(_ name: String, of model: ModelDeployment, weights: [BasisPoints], time: TimeSource) {
    (settings, self.name, self.weights) = (model.spec.analysis, name, weights)
    offset = -time.wallOffset
    judge = RolloutJudge(
      configuration: JudgeConfiguration(settings), steps: weights.map(\.fraction), began: time.now().seconds + offset)
    log = DecisionLog(of: judge, limit: Self.logLimit)
  }

  /// Takes up what another process left; `nil` when that is about another trial, or cannot be read.
  init?(
    _ name: String, _ record: JudgeRecord, of model: ModelDeployment, weights: [BasisPoints], time: TimeSource
  ) {
    let judge = JudgeState.judge(
      from: record.state, configuration: JudgeConfiguration(model.spec.analysis), steps: weights.map(\.fraction))
    guard record.trial == name, let judge else { return nil }
    self.judge = judge
    (settings, self.name, self.weights) = (model.spec.analysis, name, weights)
    // The judge's clock never steps back, even if this node's clock is behind that of the one before.
    offset = max(time.wall().secondsWithFraction, record.time) - time.now().seconds
    log = DecisionLog(exported: record.log) ?? DecisionLog(of: judge, limit: Self.logLimit)
  }

  /// Takes a round of readings, and concludes from all so far.
  mutating func observe(
    _ reading: RolloutReading, step: Int, weight: Double, at now: MonotonicInstant
  ) -> Assessment {
    let time = now.seconds + offset
    let samples = reading.scrape.samples.map { sample in
      var sample = sample
      sample.time += offset
      sample.startTime = sample.startTime.map { $0 + offset }
      return sample
    }
    judge.observe(samples, at: time, step: step, weight: weight)
    judge.observe(reading.queries)
    let assessment = judge.assess(at: time)
    log.note(samples, reading.queries, at: time, step: step, weight: weight, assessment, after: judge)
    return assessment
  }

  /// The record to keep now; `nil` when the one that is kept does.
  ///
  /// The first round is kept, as what came before it is lost to another process; so is one on which something will be
  /// done, before it is done. In between a record is made for each block, once a minute at most: the counters of the pods hold the rest.
  func record(at now: MonotonicInstant, exposure: String) -> JudgeRecord? {
    guard let report else { return nil }
    if let kept, kept.verdict == report.verdict, kept.exposure == exposure, now < kept.time + max(settings.block.duration, Self.keepInterval) {
      return nil
    }
    return JudgeRecord(
      trial: name, state: JudgeState.bytes(of: judge), log: log.exported, time: now.seconds + offset)
  }

  /// Whether a record of this trial is kept.
  var isKept: Bool { kept != nil }

  /// Notes that the present state is kept.
  mutating func noteKept(at now: MonotonicInstant, exposure: String) {
    kept = report.map { (now, $0.verdict, exposure) }
  }
}
