import Analysis
import KubeCore
import RolloutEngine
import SlipwayAPI

/// Who is judged against whom, and at which step.
struct Comparison: Sendable {
  /// A revision on trial.
  struct Candidate: Sendable {
    var revision: String
    /// The weights at which it is judged.
    var steps: [BasisPoints]
    /// Which of them it is at.
    var position: Int
    /// Its share of all requests that are answered, copies included.
    var weight: Double
    var isMirrored = false
  }

  /// An A/B test as a whole.
  struct Contest: Sendable {
    /// The versions that take part, the stable one first.
    var revisions: [String]
    /// What finds the winner, and what the user calls it.
    var metric: TestMetric
    var name: String
    /// The share of the requests that each is to get; `nil` where requests are matched besides.
    var shares: [String: Double]?
    /// By which part of its share each may miss it.
    var shareTolerance = 0.05
  }

  var stable: String
  var candidates: [Candidate]
  var step: StepStatus
  var began: Timestamp?
  /// Whether it is the watch over a revision that has been promoted.
  var isWatch = false
  var test: Contest?

  /// What is to be compared; `nil` when nothing is.
  ///
  /// A revision that has been promoted is still compared with the version before, as long as it is watched.
  init?(_ model: ModelDeployment) {
    let status = model.status
    guard let stable = status.stable else { return nil }
    if let candidate = status.candidate, let step = status.step {
      (self.stable, self.step, began) = (stable.revision, step, status.startTime)
      candidates =
        status.arms.isEmpty ? [Candidate(candidate, step, of: model)] : status.arms.map { Candidate($0, step, of: model) }
      test = Contest(model, step)
    } else if let bake = status.bake, bake.failure == nil {
      var step = StepStatus()
      (step.strategy, step.index, step.enteredTime) = (.rollingUpdate, 1, bake.startTime)
      (self.stable, self.step, began, isWatch) = (bake.previous, step, bake.startTime, true)
      candidates = [Candidate(revision: stable.revision, steps: [.whole], position: 0, weight: 1)]
    } else {
      return nil
    }
  }
}

extension Comparison.Candidate {
  init(_ candidate: RevisionStatus, _ step: StepStatus, of model: ModelDeployment) {
    (revision, steps) = (candidate.revision, model.weights(step))
    // Until a step's weight is given, what is seen belongs to the step before.
    let position = model.position(of: step)
    self.position = max(0, step.enteredTime == nil ? position - 1 : position)
    weight = candidate.weight.fraction
    guard weight == 0 else { return }
    if let mirror = candidate.mirror {
      // Of ten requests that are all copied twenty are answered.
      (weight, isMirrored) = (mirror.fraction / (1 + mirror.fraction), true)
    } else if model.planned(step)?.kind == .preview, step.enteredTime != nil {
      // How many requests people send to the preview nobody knows: the counts say it.
      weight = 0.5
    }
  }

  /// An arm of a test is judged at its own share alone. One that gets what it matches gets nobody knows how much.
  init(_ arm: ArmStatus, _ step: StepStatus, of model: ModelDeployment) {
    let whole = model.spec.strategy.abTest.arms.first { $0.name == arm.name }?.weight ?? .zero
    (revision, steps, position, weight) = (arm.revision, [whole], 0, arm.weight.fraction)
    if whole == .zero, step.enteredTime != nil { weight = 0.5 }
  }
}

extension Comparison.Contest {
  /// The test proper, once its step has been entered.
  init?(_ model: ModelDeployment, _ step: StepStatus) {
    let status = model.status
    guard !status.arms.isEmpty, step.enteredTime != nil, model.planned(step)?.kind == .test,
      let stable = status.stable?.revision, let (metric, name) = model.spec.testMetric
    else { return nil }
    (revisions, self.metric, self.name) = ([stable] + status.arms.map(\.revision), metric, name)
    let asked = status.arms.reduce(0) { $0 + $1.weight.rawValue }
    if model.spec.traffic.affinity != nil { shareTolerance = 0.2 }
    let matches = model.spec.strategy.abTest.arms.contains { !$0.match.isEmpty }
    shares =
      matches
      ? nil
      : Dictionary(
        [(stable, BasisPoints(rawValue: asked).complement.fraction)]
          + status.arms.map { ($0.revision, $0.weight.fraction) }
      ) { first, _ in first }
  }
}

extension ModelDeploymentSpec {
  /// By what an A/B test finds its winner, and what the user calls it; `nil` when no metric can.
  fileprivate var testMetric: (TestMetric, String)? {
    strategy.abTest.deciding(among: analysis.metrics).flatMap { metric in
      TestMetric(metric).map { ($0, metric.name) }
    }
  }
}

extension TestMetric {
  fileprivate init?(_ metric: AnalysisMetric) {
    switch metric.kind {
    case .errorRate: self = .errors
    case .accuracy: self = .accuracy
    case .ratio: self = .ratio(metric.name)
    case .mean: self = .mean(metric.name, higherIsBetter: metric.mean?.better == .higher)
    default: return nil
    }
  }
}
