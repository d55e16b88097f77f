import KubeCore

extension Validation {
  /// What is wrong with a query, and with what it asks.
  static func queryIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    analysis.metrics.enumerated().flatMap { position, metric in
      metric.query.map { issues(of: $0, in: analysis, at: "spec.analysis.metrics[\(position)].query") } ?? []
    }
  }

  private static func issues(
    of query: QueryCriterion, in analysis: AnalysisSettings, at path: String
  ) -> [FieldIssue] {
    limitIssues(query, at: path)
      + (query.promQL == nil
        ? expressionIssues(query, in: analysis, at: path) : promQLIssues(query, in: analysis, at: path))
  }

  /// What is wrong with a Job.
  static func issues(of job: JobCriterion, at path: String) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if job.spec?[["template", "spec", "containers"]]?.elements.isEmpty != false {
      issues.append(issue("\(path).spec", "", "must have a pod template with a container"))
    }
    if job.timeout < .seconds(1) { issues.append(issue("\(path).timeout", job.timeout.text, "must be at least 1s")) }
    return issues
  }

  private static func limitIssues(_ query: QueryCriterion, at path: String) -> [FieldIssue] {
    guard query.min != nil || query.max != nil else { return [issue(path, "", "must have `min`, `max` or both")] }
    guard let least = query.min?.number, let greatest = query.max?.number, least > greatest else { return [] }
    return [issue("\(path).min", query.min?.text ?? "", "must not be above `max`, \(query.max?.text ?? "")")]
  }

  private static func promQLIssues(
    _ query: QueryCriterion, in analysis: AnalysisSettings, at path: String
  ) -> [FieldIssue] {
    var issues: [FieldIssue] = []
    if query.provider != nil || query.expression != nil {
      issues.append(issue(path, "", "must have either `promQL`, or `provider` and `expression`"))
    } else if analysis.source.prometheus == nil {
      issues.append(
        issue(
          "\(path).promQL", query.promQL ?? "",
          "must be an `expression` with a `provider` unless `spec.analysis.source.prometheus` is set"))
    }
    return issues
  }

  private static func expressionIssues(
    _ query: QueryCriterion, in analysis: AnalysisSettings, at path: String
  ) -> [FieldIssue] {
    guard let provider = query.provider, query.expression != nil else {
      return [issue(path, "", "must have either `promQL`, or `provider` and `expression`")]
    }
    guard !analysis.providers.contains(where: { $0.name == provider }) else { return [] }
    let names = analysis.providers.map { "`\($0.name)`" }.joined(separator: ", ")
    return [
      issue(
        "\(path).provider", provider,
        names.isEmpty ? "must name one of `spec.analysis.providers`, which has none" : "must be one of \(names)")
    ]
  }
}
