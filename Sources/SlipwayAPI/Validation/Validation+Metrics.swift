extension Validation {
  static func metricIssues(_ metrics: [AnalysisMetric], at path: String) -> [FieldIssue] {
    duplicates(metrics.map(\.name), in: path) + metrics.enumerated().flatMap { issues(of: $1, at: "\(path)[\($0)]") }
  }

  private static func issues(of metric: AnalysisMetric, at path: String) -> [FieldIssue] {
    let kinds = MetricKind.allCases.filter(metric.has)
    guard kinds.count == 1, let kind = kinds.first else {
      let names = MetricKind.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      return [issue(path, "", "must have exactly one of \(names)")]
    }
    return nameIssues(metric, kind, at: path)
      + (metric.errorRate.map { issues(of: $0, at: "\(path).errorRate") } ?? [])
      + (metric.latency.map { issues(of: $0, at: "\(path).latency") } ?? [])
      + (metric.accuracy.map { share($0.maxDecrease, at: "\(path).accuracy.maxDecrease") } ?? [])
      + (metric.ratio.map { share($0.maxDecrease, at: "\(path).ratio.maxDecrease") } ?? [])
      + (metric.mean.map { share($0.maxChange, at: "\(path).mean.maxChange") } ?? [])
      + (metric.agreement.map { share($0.min, at: "\(path).agreement.min") } ?? [])
      + (metric.job.map { issues(of: $0, at: "\(path).job") } ?? [])
      + (metric.drift.map { issues(of: $0, at: "\(path).drift") } ?? [])
  }

  /// The judge tells metrics apart by their names, and has names of its own for some kinds.
  private static func nameIssues(_ metric: AnalysisMetric, _ kind: MetricKind, at path: String) -> [FieldIssue] {
    guard kind.reservedName == nil, let owner = MetricKind.allCases.first(where: { $0.reservedName == metric.name })
    else { return [] }
    return [issue("\(path).name", metric.name, "must be another name: this one is for metrics of `\(owner.rawValue)`")]
  }

  private static func issues(of errors: ErrorRateCriterion, at path: String) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if errors.margin <= errors.tolerance {
      issues.append(
        issue("\(path).margin", errors.margin.text, "must be above the tolerance of \(errors.tolerance.text)"))
    }
    if let objective = errors.objective, objective == .zero || objective >= .whole {
      issues.append(issue("\(path).objective", objective.text, "must be above 0% and below 100%"))
    }
    if let values = errors.segments?.values, Set(values).count < values.count {
      issues.append(issue("\(path).segments.values", "", "must not repeat a value"))
    }
    for (field, rate) in [("ignoreBelow", errors.ignoreBelow), ("acceptBelow", errors.acceptBelow)]
    where rate >= .whole {
      issues.append(issue("\(path).\(field)", rate.text, "must be below 100%"))
    }
    return issues
  }

  private static func issues(of latency: LatencyCriterion, at path: String) -> [FieldIssue] {
    guard latency.margin <= latency.maxIncrease else { return [] }
    return [issue("\(path).margin", latency.margin.text, "must be above `maxIncrease`, \(latency.maxIncrease.text)")]
  }

  private static func share(_ share: BasisPoints, at path: String) -> [FieldIssue] {
    guard share == .zero || share >= .whole else { return [] }
    return [issue(path, share.text, "must be above 0% and below 100%")]
  }

  private static func issues(of drift: DriftCriterion, at path: String) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if drift.max.number.map({ $0 > 0 }) != true {
      issues.append(issue("\(path).max", drift.max.text, "must be above 0"))
    }
    let (reference, field) = (drift.reference, "\(path).reference")
    if drift.of != .training {
      if !reference.isEmpty { issues.append(issue(field, "", "must be absent unless `of` is `Training`")) }
    } else if reference.count < 2 || reference.allSatisfy({ $0 == 0 }) {
      issues.append(
        issue(field, "", "must count the training examples of two bins or more when `of` is `Training`"))
    }
    return issues
  }
}
