import Analysis
import SlipwayAPI

extension AnalysisReport {
  /// A judge's conclusion in the words of the API: metrics under the names that the user gave them.
  init(_ assessment: Assessment, revision: String, step: Int, settings: AnalysisSettings) {
    let names = MetricNames(settings.metrics)
    let hasData = assessment.metrics.contains { $0.verdict != .noData && $0.verdict != .error }
    let verdict: VerdictKind =
      switch assessment.outcome {
      case .advance, .promote: .advance
      case .rollBack: .rollBack
      case .retreat: .retreat
      case .hold: .inconclusive
      case .wait: hasData || assessment.metrics.isEmpty ? .collecting : .noData
      }
    self.init(
      revision: revision, step: step, verdict: verdict, metric: assessment.metric.map(names.name),
      message: assessment.reason, metrics: assessment.metrics.map { MetricStatus($0, names: names) })
  }
}

/// What the judge calls a metric, and what the user calls it.
private struct MetricNames {
  private var names: [String: String] = [:]

  init(_ metrics: [AnalysisMetric]) {
    for metric in metrics.reversed() {
      if metric.errorRate != nil { names["errors"] = metric.name }
      if metric.latency != nil { names["latency"] = metric.name }
      if metric.accuracy != nil { names["accuracy"] = metric.name }
    }
  }

  func name(_ judged: String) -> String { names[judged] ?? judged }
}

extension MetricStatus {
  fileprivate init(_ verdict: MetricVerdict, names: MetricNames) {
    self.init(name: names.name(verdict.name), verdict: VerdictKind(verdict.verdict))
    func format(_ value: Double) -> String {
      verdict.name == "latency" ? FigureText.milliseconds(value) : FigureText.percent(value)
    }
    func difference(_ value: Double) -> String {
      verdict.name == "accuracy" ? FigureText.points(value) : FigureText.factor(value)
    }
    stable = verdict.stable.map { format($0) }
    candidate = verdict.candidate.map { format($0) }
    effect = verdict.effect.map { difference($0) }
    bound = verdict.bound.map { format($0) }
    samples = Int64(exactly: verdict.candidateSamples.rounded())
    message = verdict.reason
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
