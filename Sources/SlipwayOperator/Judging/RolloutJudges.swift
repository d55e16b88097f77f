import Analysis
import KubeCore
import KubeRuntime
import KubeTypes
import MetricSources
import SlipwayAPI
import Synchronization
import Workloads

/// The judges of the rollouts that are under way: an ``AnalysisRun`` for each ModelDeployment with something to compare.
///
/// A process that starts anew, or leads from now on, takes up the judges that were kept.
final class RolloutJudges: Sendable {
  /// What came of looking at a rollout.
  struct Report {
    /// One on each revision on trial.
    var analyses: [AnalysisReport] = []
    var test: TestReport?
    /// What was measured of the load.
    var load: LoadMeter?
    /// When to look again; `nil` when nothing is being judged.
    var nextScrape: Duration?
  }

  private let source: any SampleSource
  private let keeper: any JudgeKeeper
  private let jobs: AnalysisJobs
  private let time: TimeSource
  private let runs = Mutex<[ObjectKey: AnalysisRun]>([:])
  private let budget: Mutex<ScrapeBudget>

  /// - Parameter share: how much of a core reading pods may take.
  init(
    source: some SampleSource, keeper: some JudgeKeeper, jobs: AnalysisJobs, share: Double, time: TimeSource
  ) {
    (self.source, self.keeper, self.jobs, self.time) = (source, keeper, jobs, time)
    budget = Mutex(ScrapeBudget(share: share))
  }

  func forget(_ key: ObjectKey) { runs.withLock { $0[key] = nil } }

  /// Reads the pods of a rollout, if that is due, and says what the judges make of all that was read.
  ///
  /// - Parameter snapshot: is asked for only when the pods are to be read.
  /// - Throws: when it cannot be told whether judges were kept: those that begin anew would forget failures.
  func report(on model: ModelDeployment, _ snapshot: () -> Snapshot) async throws(OperatorError) -> Report {
    guard let comparison = Comparison(model) else {
      forget(model.key)
      return Report()
    }
    var run = try await run(of: model, comparison)
    let interval = model.spec.analysis.interval.duration
    let times = [run.lastScrape.map { $0 + interval }, budget.withLock { $0.readyTime }]
    let due = times.compactMap(\.self).max() ?? time.now()
    // The report of the last round stands for its own step only.
    guard due <= time.now() else { return Report(run, nextScrape: due - time.now()) }
    run.lastScrape = time.now()
    var reading = await source.read(look(at: model, comparison, snapshot()))
    for candidate in comparison.candidates {
      let checks = await checks(of: model, candidate.revision, comparison)
      reading.queries[candidate.revision, default: [:]].merge(checks) { $1 }
    }
    let (now, spent) = (time.now(), reading.scrape.processorTime)
    budget.withLock { $0.spend(spent, at: now) }
    run.observe(reading, comparison, at: now)
    if let record = run.record(of: comparison, at: now), await keeper.keep(record, for: model, isFirst: !run.isKept) {
      run.noteKept(comparison, at: now)
    }
    let result = run
    runs.withLock { $0[model.key] = result }
    return Report(run, nextScrape: interval)
  }

  /// Jobs test a step once its weight is given; a revision that has been promoted has passed them.
  private func checks(
    of model: ModelDeployment, _ candidate: String, _ comparison: Comparison
  ) async -> [String: QueryReading] {
    guard !comparison.isWatch, comparison.step.enteredTime != nil else {
      let names = model.spec.analysis.metrics.filter { $0.job != nil }.map(\.name)
      let reading: QueryReading = comparison.isWatch ? .value(1) : .pending("the step has not begun")
      return Dictionary(names.map { ($0, reading) }) { $1 }
    }
    return await jobs.readings(
      of: model, candidate: candidate, stable: comparison.stable, step: comparison.step.index)
  }

  private func look(at model: ModelDeployment, _ comparison: Comparison, _ snapshot: Snapshot) -> RolloutLook {
    RolloutLook(
      targets: snapshot.targets(of: model, comparison, wallOffset: time.wallOffset),
      preset: model.metricsPreset, settings: model.spec.analysis,
      name: model.metadata.name ?? "", namespace: model.metadata.namespace ?? "",
      candidates: comparison.candidates.map(\.revision), stable: comparison.stable)
  }

  /// The run under way, or a new one when it has begun anew or is judged by other settings.
  private func run(of model: ModelDeployment, _ comparison: Comparison) async throws(OperatorError) -> AnalysisRun {
    var known = runs.withLock { $0[model.key] }
    if known == nil, let record = try await keeper.load(for: model) {
      known = AnalysisRun(record, model.spec.analysis, time: time)
    }
    if let run = known, run.settings != model.spec.analysis { known = nil }
    if let known, known.isAbout(comparison) { return known }
    return AnalysisRun(comparison, model.spec.analysis, after: known, time: time)
  }
}

extension RolloutJudges.Report {
  fileprivate init(_ run: AnalysisRun, nextScrape: Duration) {
    self.init(analyses: run.reports, test: run.testReport, load: run.load, nextScrape: nextScrape)
  }
}
