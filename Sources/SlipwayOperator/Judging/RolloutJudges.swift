import Analysis
import KubeCore
import KubeRuntime
import KubeTypes
import MetricSources
import SlipwayAPI
import Synchronization
import Workloads

/// The judges of the rollouts that are under way: one for each ModelDeployment with a candidate.
///
/// Evidence lives in memory: an operator that starts anew collects it anew, which takes time but wrongs no candidate.
final class RolloutJudges: Sendable {
  /// What came of looking at a rollout.
  struct Report {
    var analysis: AnalysisReport?
    /// When to look again; `nil` when nothing is being judged.
    var nextScrape: Duration?
  }

  private struct Trial: Sendable {
    var judge: RolloutJudge
    var settings: AnalysisSettings
    var candidate: String
    var weights: [BasisPoints]
    var lastScrape: MonotonicInstant?
    var report: AnalysisReport?
  }

  private let source: any SampleSource
  private let time: TimeSource
  private let trials = Mutex<[ObjectKey: Trial]>([:])

  init(source: some SampleSource, time: TimeSource) {
    self.source = source
    self.time = time
  }

  func forget(_ key: ObjectKey) { trials.withLock { $0[key] = nil } }

  /// Reads the pods of a rollout, if that is due, and says what the judge makes of all that was read.
  func report(on model: ModelDeployment, _ snapshot: Snapshot) async -> Report {
    guard let (stable, candidate, step) = comparison(in: model.status) else {
      forget(model.key)
      return Report()
    }
    var trial = trial(of: model, candidate: candidate.revision, step: step)
    let interval = model.spec.analysis.interval.duration
    let due = trial.lastScrape.map { $0 + interval } ?? time.now()
    // The report of the last round stands for its own step only.
    guard due <= time.now() else { return Report(analysis: trial.report, nextScrape: due - time.now()) }
    trial.lastScrape = time.now()
    let targets = snapshot.targets(
      of: model, stable: stable, candidate: candidate.revision, wallOffset: wallOffset)
    let preset = MetricsPreset.named[model.spec.runtime.metricsPreset] ?? .slipway
    let scrape = await source.scrape(targets, preset: preset.reading(model.spec.analysis.metrics))
    // Until a step's weight is given, what is seen belongs to the step before.
    let position = model.position(of: step)
    trial.judge.observe(
      scrape.samples, at: time.now().seconds, step: max(0, step.enteredTime == nil ? position - 1 : position),
      weight: candidate.weight.fraction)
    var report = AnalysisReport(
      trial.judge.assess(at: time.now().seconds), revision: candidate.revision, step: step.index,
      settings: model.spec.analysis)
    if step.enteredTime == nil, report.verdict == .advance { report.verdict = .collecting }
    trial.report = report
    let result = trial
    trials.withLock { $0[model.key] = result }
    return Report(analysis: trial.report, nextScrape: interval)
  }

  /// Who is judged against whom, and at which step: a revision that has been promoted is still compared with the version
  /// before, as long as it is watched.
  private func comparison(
    in status: ModelDeploymentStatus
  ) -> (stable: String, candidate: RevisionStatus, step: StepStatus)? {
    guard let stable = status.stable else { return nil }
    if let candidate = status.candidate, let step = status.step { return (stable.revision, candidate, step) }
    guard let bake = status.bake, bake.failure == nil else { return nil }
    var step = StepStatus()
    (step.strategy, step.index, step.enteredTime) = (.rollingUpdate, 1, bake.startTime)
    return (bake.previous, stable, step)
  }

  /// The trial under way, or a new one when the candidate or the settings have changed.
  private func trial(of model: ModelDeployment, candidate: String, step: StepStatus) -> Trial {
    let weights = model.weights(step)
    let settings = model.spec.analysis
    if let trial = trials.withLock({ $0[model.key] }), trial.candidate == candidate, trial.settings == settings,
      trial.weights == weights
    {
      return trial
    }
    return Trial(
      judge: RolloutJudge(
        configuration: JudgeConfiguration(settings), steps: weights.map(\.fraction), began: time.now().seconds),
      settings: settings, candidate: candidate, weights: weights)
  }

  /// What must be added to wall-clock seconds to get seconds on the clock of the samples.
  private var wallOffset: Double { time.now().seconds - time.wall().secondsWithFraction }
}
