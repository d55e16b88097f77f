import Analysis
import KubeCore
import KubeRuntime
import MetricSources
import SlipwayAPI

/// What is being judged of one ModelDeployment: a trial of each revision that is compared with stable, and an A/B test as a
/// whole. All of them read the same scrapes.
struct AnalysisRun: Sendable {
  let settings: AnalysisSettings
  /// When the rollout, or the watch after it, began: one that begins anew is judged anew.
  let began: Timestamp?
  let stable: String
  /// What is added to this process's monotonic seconds to get seconds on the judges' clock, which outlives the process.
  let offset: Double
  private(set) var trials: [String: Trial] = [:]
  private var test: TestJudge?
  private(set) var load: LoadMeter
  var lastScrape: MonotonicInstant?
  /// What was said last.
  private(set) var reports: [AnalysisReport] = []
  private(set) var testReport: TestReport?
  /// What the last record that was kept says.
  private var kept: (time: MonotonicInstant, state: String)?

  /// How often a record is made at least, unless blocks are longer.
  private static let keepInterval = Duration.seconds(60)

  /// - Parameter earlier: what was judged before, such as the rollout of a revision that is watched now.
  init(_ comparison: Comparison, _ settings: AnalysisSettings, after earlier: AnalysisRun?, time: TimeSource) {
    (self.settings, began, stable) = (settings, comparison.began, comparison.stable)
    offset = earlier?.offset ?? -time.wallOffset
    load = earlier?.load ?? LoadMeter(goal: LoadMeter.Goal(settings))
    guard comparison.isWatch, let earlier, earlier.stable == stable else { return }
    trials = earlier.trials.mapValues(\.watch)
  }

  /// Takes up what another process left; `nil` when that was judged by other settings, or cannot be read.
  init?(_ record: JudgeRecord, _ settings: AnalysisSettings, time: TimeSource) {
    (self.settings, began, stable) = (settings, record.began, record.stable)
    // The judges' clock never steps back, even if this node's clock is behind that of the one before.
    offset = max(time.wall().secondsWithFraction, record.time) - time.now().seconds
    load = LoadMeter(goal: LoadMeter.Goal(settings))
    let configuration = JudgeConfiguration(settings)
    for (revision, trial) in record.trials {
      guard let trial = Trial(trial, configuration) else { return nil }
      trials[revision] = trial
    }
    test = record.test.flatMap(JudgeState.testJudge)
  }

  /// Whether it is about this comparison.
  func isAbout(_ comparison: Comparison) -> Bool { began == comparison.began && stable == comparison.stable }

  // MARK: Looking

  /// Takes one round of readings, and concludes from all of them.
  mutating func observe(_ reading: RolloutReading, _ comparison: Comparison, at now: MonotonicInstant) {
    let time = now.seconds + offset
    let samples = reading.scrape.samples.map { $0.moved(by: offset) }
    load.observe(samples)
    let trialled = Set(comparison.candidates.map(\.revision))
    trials = trials.filter { trialled.contains($0.key) }
    reports = comparison.candidates.map { report(on: $0, reading, samples, comparison, at: time) }
    testReport = comparison.test.map { report(on: $0, samples, comparison, at: time) }
  }

  private mutating func report(
    on candidate: Comparison.Candidate, _ reading: RolloutReading, _ samples: [PodSamples], _ comparison: Comparison,
    at time: Double
  ) -> AnalysisReport {
    var trial = trial(of: candidate, at: time)
    let assessment = trial.observe(
      samples.map { $0.seen(stable: stable, candidate: candidate.revision) }, reading.queries[candidate.revision] ?? [:],
      of: candidate, at: time)
    trials[candidate.revision] = trial
    var report = AnalysisReport(
      assessment, revision: candidate.revision, step: comparison.step.index, settings: settings)
    if comparison.step.enteredTime == nil, report.verdict == .advance { report.verdict = .collecting }
    if samples.isEmpty, let reason = reading.scrape.failures.min(by: { $0.key < $1.key })?.value {
      report.message += " (\(reason))"
    }
    return report
  }

  private func trial(of candidate: Comparison.Candidate, at time: Double) -> Trial {
    let steps = candidate.steps.map(\.fraction)
    if let trial = trials[candidate.revision], trial.judge.steps == steps { return trial }
    return Trial(RolloutJudge(configuration: JudgeConfiguration(settings), steps: steps, began: time))
  }

  private mutating func report(
    on contest: Comparison.Contest, _ samples: [PodSamples], _ comparison: Comparison, at time: Double
  ) -> TestReport {
    var judge =
      test.flatMap { $0.revisions == contest.revisions && $0.metric == contest.metric ? $0 : nil }
      ?? TestJudge(
        revisions: contest.revisions, metric: contest.metric, configuration: JudgeConfiguration(settings),
        shareTolerance: contest.shareTolerance, began: time)
    judge.observe(samples, shares: contest.shares)
    test = judge
    var report = TestReport(
      revisions: Set(contest.revisions), step: comparison.step.index, ratioMismatch: judge.mismatch,
      message: "By \(contest.name): \(judge.summary).")
    guard let winner = judge.winner else { return report }
    // The best by one metric must not be worse by another.
    if winner == stable || reports.contains(where: { $0.revision == winner && $0.verdict == .advance }) {
      report.winner = winner
    } else {
      report.message += " Revision \(winner) is better; its other metrics are not proven yet."
    }
    return report
  }

  // MARK: Keeping

  /// The record to keep now; `nil` when the one that is kept does.
  ///
  /// The first round is kept, as what came before it is lost to another process; so is one on which something will be
  /// done, before it is done. In between a record is made for each block, once a minute at most: the counters of the pods
  /// hold the rest.
  func record(of comparison: Comparison, at now: MonotonicInstant) -> JudgeRecord? {
    guard !reports.isEmpty else { return nil }
    if let kept, kept.state == state(comparison), now < kept.time + max(settings.block.duration, Self.keepInterval) {
      return nil
    }
    return JudgeRecord(
      began: began, stable: stable, trials: trials.mapValues(\.record), test: test.map { JudgeState.bytes(of: $0) },
      time: now.seconds + offset)
  }

  /// Whether a record of this run is kept.
  var isKept: Bool { kept != nil }

  /// Notes that the present state is kept.
  mutating func noteKept(_ comparison: Comparison, at now: MonotonicInstant) { kept = (now, state(comparison)) }

  private func state(_ comparison: Comparison) -> String {
    let verdicts = reports.map(\.verdict.rawValue) + [testReport?.winner ?? ""]
    return (["\(comparison.step.index)"] + comparison.candidates.map { "\($0.weight)" } + verdicts).joined(separator: " ")
  }
}

extension PodSamples {
  /// The samples on another clock.
  fileprivate func moved(by seconds: Double) -> PodSamples {
    var samples = self
    samples.time += seconds
    samples.startTime = startTime.map { $0 + seconds }
    return samples
  }

  /// The samples from the side of one comparison among several.
  fileprivate func seen(stable: String, candidate: String) -> PodSamples {
    var samples = self
    samples.track = revision == stable ? .stable : revision == candidate ? .candidate : .bystander
    return samples
  }
}

extension TimeSource {
  /// What must be added to wall-clock seconds to get this process's monotonic seconds.
  var wallOffset: Double { now().seconds - wall().secondsWithFraction }
}
