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
/// A process that starts anew, or leads from now on, takes up the judge that was kept.
final class RolloutJudges: Sendable {
  /// What came of looking at a rollout.
  struct Report {
    var analysis: AnalysisReport?
    /// When to look again; `nil` when nothing is being judged.
    var nextScrape: Duration?
  }

  /// Who is judged against whom, and where the rollout stands.
  private struct Comparison {
    var stable: String
    var candidate: RevisionStatus
    var step: StepStatus
    var began: Timestamp?

    var trial: String { "\(candidate.revision) \(began?.text ?? "")" }
  }

  private let source: any SampleSource
  private let keeper: any JudgeKeeper
  private let jobs: AnalysisJobs
  private let time: TimeSource
  private let trials = Mutex<[ObjectKey: Trial]>([:])

  init(source: some SampleSource, keeper: some JudgeKeeper, jobs: AnalysisJobs, time: TimeSource) {
    (self.source, self.keeper, self.jobs, self.time) = (source, keeper, jobs, time)
  }

  func forget(_ key: ObjectKey) { trials.withLock { $0[key] = nil } }

  /// Reads the pods of a rollout, if that is due, and says what the judge makes of all that was read.
  ///
  /// - Throws: when it cannot be told whether a judge was kept: one that begins anew would forget failures.
  func report(on model: ModelDeployment, _ snapshot: Snapshot) async throws(OperatorError) -> Report {
    guard let comparison = comparison(in: model.status) else {
      forget(model.key)
      return Report()
    }
    var trial = try await trial(of: model, comparison)
    let interval = model.spec.analysis.interval.duration
    let due = trial.lastScrape.map { $0 + interval } ?? time.now()
    // The report of the last round stands for its own step only.
    guard due <= time.now() else { return Report(analysis: trial.report, nextScrape: due - time.now()) }
    trial.lastScrape = time.now()
    var reading = await source.read(look(at: model, comparison, snapshot))
    reading.queries.merge(await checks(of: model, comparison)) { $1 }
    judge(reading, of: model, comparison, &trial)
    let exposure = "\(comparison.step.index) \(comparison.candidate.weight)"
    let now = time.now()
    if let record = trial.record(at: now, exposure: exposure), await keeper.keep(record, for: model, isFirst: !trial.isKept) {
      trial.noteKept(at: now, exposure: exposure)
    }
    let result = trial
    trials.withLock { $0[model.key] = result }
    return Report(analysis: trial.report, nextScrape: interval)
  }

  /// Jobs test a step once its weight is given; a revision that has been promoted has passed them.
  private func checks(of model: ModelDeployment, _ comparison: Comparison) async -> [String: QueryReading] {
    guard model.status.candidate != nil, comparison.step.enteredTime != nil else {
      let names = model.spec.analysis.metrics.filter { $0.job != nil }.map(\.name)
      let reading: QueryReading = model.status.candidate == nil ? .value(1) : .pending("the step has not begun")
      return Dictionary(names.map { ($0, reading) }) { $1 }
    }
    return await jobs.readings(
      of: model, candidate: comparison.candidate.revision, stable: comparison.stable, step: comparison.step.index)
  }

  private func judge(
    _ reading: RolloutReading, of model: ModelDeployment, _ comparison: Comparison, _ trial: inout Trial
  ) {
    let step = comparison.step
    // Until a step's weight is given, what is seen belongs to the step before.
    let position = model.position(of: step)
    let assessment = trial.observe(
      reading, step: max(0, step.enteredTime == nil ? position - 1 : position),
      weight: comparison.candidate.weight.fraction, at: time.now())
    var report = AnalysisReport(
      assessment, revision: comparison.candidate.revision, step: step.index, settings: model.spec.analysis)
    if step.enteredTime == nil, report.verdict == .advance { report.verdict = .collecting }
    if reading.scrape.samples.isEmpty, let reason = reading.scrape.failures.sorted(by: { $0.key < $1.key }).first?.value {
      report.message += " (\(reason))"
    }
    trial.report = report
  }

  private func look(at model: ModelDeployment, _ comparison: Comparison, _ snapshot: Snapshot) -> RolloutLook {
    let targets = snapshot.targets(
      of: model, stable: comparison.stable, candidate: comparison.candidate.revision, wallOffset: time.wallOffset)
    let preset = MetricsPreset.named[model.spec.runtime.metricsPreset] ?? .slipway
    return RolloutLook(
      targets: targets, preset: preset.reading(model.spec.analysis.metrics), settings: model.spec.analysis,
      name: model.metadata.name ?? "", namespace: model.metadata.namespace ?? "",
      candidate: comparison.candidate.revision, stable: comparison.stable)
  }

  /// A revision that has been promoted is still compared with the version before, as long as it is watched.
  private func comparison(in status: ModelDeploymentStatus) -> Comparison? {
    guard let stable = status.stable else { return nil }
    if let candidate = status.candidate, let step = status.step {
      return Comparison(stable: stable.revision, candidate: candidate, step: step, began: status.startTime)
    }
    guard let bake = status.bake, bake.failure == nil else { return nil }
    var step = StepStatus()
    (step.strategy, step.index, step.enteredTime) = (.rollingUpdate, 1, bake.startTime)
    return Comparison(stable: bake.previous, candidate: stable, step: step, began: bake.startTime)
  }

  /// The trial under way, or a new one when the candidate or the settings have changed.
  private func trial(
    of model: ModelDeployment, _ comparison: Comparison
  ) async throws(OperatorError) -> Trial {
    let weights = model.weights(comparison.step)
    if let trial = trials.withLock({ $0[model.key] }) {
      if trial.name == comparison.trial, trial.settings == model.spec.analysis, trial.weights == weights { return trial }
    } else if let record = try await keeper.load(for: model),
      let trial = Trial(comparison.trial, record, of: model, weights: weights, time: time)
    {
      return trial
    }
    return Trial(comparison.trial, of: model, weights: weights, time: time)
  }
}

extension TimeSource {
  /// What must be added to wall-clock seconds to get this process's monotonic seconds.
  var wallOffset: Double { now().seconds - wall().secondsWithFraction }
}
