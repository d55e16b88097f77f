import Analysis
import SlipwayAPI

extension AnalysisReport {
  /// A judge's conclusion in the words of the API: metrics under the names that the user gave them.
  init(_ assessment: Assessment, revision: String, step: Int, settings: AnalysisSettings) {
    let names = MetricNames(settings.metrics)
    // A source that fails is no ground for anything, and so none for what `onInconclusive` says either.
    let hasFault = assessment.metrics.contains { $0.verdict == .error }
    let hasData = !hasFault && assessment.metrics.contains { $0.verdict != .noData && $0.verdict != .error }
    let verdict: VerdictKind =
      switch assessment.outcome {
      case .advance, .promote: .advance
      case .rollBack: .rollBack
      case .retreat: .retreat
      case .hold: hasFault ? .noData : .inconclusive
      case .wait: hasData || assessment.metrics.isEmpty ? .collecting : .noData
      }
    self.init(
      revision: revision, step: step, verdict: verdict, metric: assessment.metric.map(names.name),
      message: assessment.reason, metrics: assessment.metrics.map { MetricStatus($0, names: names) })
  }
}

/// What the judge calls a metric, and what the user calls it and wants to know.
private struct MetricNames {
  private var metrics: [String: AnalysisMetric] = [:]

  init(_ metrics: [AnalysisMetric]) {
    for metric in metrics.reversed() { self.metrics[metric.kind?.reservedName ?? metric.name] = metric }
  }

  func name(_ judged: String) -> String { metrics[judged]?.name ?? judged }
  func kind(_ judged: String) -> MetricKind? { metrics[judged]?.kind }
}

extension MetricStatus {
  fileprivate init(_ verdict: MetricVerdict, names: MetricNames) {
    self.init(name: names.name(verdict.name), verdict: VerdictKind(verdict.verdict))
    let kind = names.kind(verdict.name)
    stable = verdict.stable.map { FigureText.value($0, of: kind) }
    candidate = verdict.candidate.map { FigureText.value($0, of: kind) }
    effect = verdict.effect.map { FigureText.difference($0, of: kind) }
    bound = verdict.bound.map { kind == .mean ? FigureText.difference($0, of: kind) : FigureText.value($0, of: kind) }
    samples = Int64(exactly: verdict.candidateSamples.rounded())
    message = verdict.reason
  }
}

extension FigureText {
  fileprivate static func value(_ value: Double, of kind: MetricKind?) -> String {
    switch kind {
    case .latency: milliseconds(value)
    case .mean, .drift, .query, .job: number(value)
    case .errorRate, .accuracy, .ratio, .agreement, nil: percent(value)
    }
  }

  fileprivate static func difference(_ value: Double, of kind: MetricKind?) -> String {
    switch kind {
    case .accuracy, .ratio, .agreement: points(value)
    case .mean: (value >= 0 ? "+" : "") + number(value)
    case .drift, .query, .job: number(value)
    case .errorRate, .latency, nil: factor(value)
    }
  }
}

extension VerdictKind {
  fileprivate init(_ verdict: Verdict) {
    switch verdict {
    case .pass: self = .advance
    case .fail: self = .rollBack
    case .inconclusive: self = .collecting
    case .noData, .error: self = .noData
    }
  }
}
