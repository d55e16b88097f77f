extension Validation {
  static func sourceIssues(_ analysis: AnalysisSettings) -> [FieldIssue] {
    duplicates(analysis.providers.map(\.name), in: "spec.analysis.providers")
      + analysis.addresses.flatMap { addressIssues($0.url, at: $0.path) }
      + sourceIssues(analysis.source, at: "spec.analysis.source")
      + analysis.providers.enumerated().flatMap { issues(of: $1, at: "spec.analysis.providers[\($0)]") }
  }

  private static func sourceIssues(_ source: AnalysisSource, at path: String) -> [FieldIssue] {
    guard let prometheus = source.prometheus else { return [] }
    let place = "\(path).prometheus"
    var issues = serverIssues(prometheus.server, at: place)
    if source.pods != nil { issues.append(issue(path, "", "must not have both `pods` and `prometheus`")) }
    for (field, label) in [("podLabel", prometheus.podLabel), ("namespaceLabel", prometheus.namespaceLabel)]
    where !isLabelName(label) {
      issues.append(issue("\(place).\(field)", label, "must be letters, digits and underscores, no digit first"))
    }
    if prometheus.window < .seconds(1) {
      issues.append(issue("\(place).window", prometheus.window.text, "must be at least 1s"))
    }
    return issues
  }

  private static func issues(of provider: MetricProvider, at path: String) -> [FieldIssue] {
    guard provider.kinds.count == 1 else {
      return [
        issue(
          path, provider.kinds.joined(separator: ", "),
          "must have exactly one of `prometheus`, `datadog`, `cloudWatch`, `newRelic`, `influxDB`, `graphite`, `web`, "
            + "`mlflow`")
      ]
    }
    var issues = provider.servers(at: path).flatMap { serverIssues($0.server, at: $0.path) }
    if let tls = provider.influxDB?.tls { issues += tlsIssues(tls, at: "\(path).influxDB.tls") }
    if let account = provider.newRelic?.account, account == 0 {
      issues.append(issue("\(path).newRelic.account", "0", "must be above 0"))
    }
    if let window = provider.datadog?.window { issues += spanIssues(window, at: "\(path).datadog.window") }
    if let period = provider.cloudWatch?.period { issues += periodIssues(period, at: "\(path).cloudWatch.period") }
    return issues
  }

  private static func serverIssues(_ server: MetricServer, at path: String) -> [FieldIssue] {
    var issues = server.tls.map { tlsIssues($0, at: "\(path).tls") } ?? []
    for name in server.headers.keys.sorted() where !isHeaderName(name) {
      issues.append(issue("\(path).headers", name, "must be a name of letters, digits and `-`"))
    }
    guard let authentication = server.authentication else { return issues }
    let ways = [
      authentication.bearer != nil, authentication.basic != nil, authentication.header != nil,
      authentication.oauth2 != nil, authentication.sigV4 != nil,
    ]
    if ways.count(where: \.self) != 1 {
      issues.append(
        issue(
          "\(path).authentication", "", "must have exactly one of `bearer`, `basic`, `header`, `oauth2`, `sigV4`"))
    }
    return issues
  }

  private static func tlsIssues(_ tls: ServerTLS, at path: String) -> [FieldIssue] {
    guard (tls.certificate == nil) != (tls.key == nil) else { return [] }
    return [issue(path, "", "must have `certificate` and `key`, or neither")]
  }

  private static func addressIssues(_ url: String, at path: String) -> [FieldIssue] {
    let scheme = ["http://", "https://"].first { url.hasPrefix($0) }
    let host = url.dropFirst(scheme?.count ?? 0).prefix { $0 != "/" }
    guard scheme == nil || host.isEmpty || url.contains(where: { "?#@ \\".contains($0) || $0.isNewline }) else {
      return []
    }
    return [
      issue(
        path, url, "must be `http://` or `https://` with a host, an optional port and path, and nothing else")
    ]
  }

  private static func spanIssues(_ span: TimeSpan, at path: String) -> [FieldIssue] {
    span < .seconds(1) ? [issue(path, span.text, "must be at least 1s")] : []
  }

  private static func periodIssues(_ period: TimeSpan, at path: String) -> [FieldIssue] {
    guard period < .minutes(1) || period.milliseconds % 60_000 != 0 else { return [] }
    return [issue(path, period.text, "must be whole minutes, one at least")]
  }

  private static func isLabelName(_ text: String) -> Bool {
    text.first?.isNumber == false && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  private static func isHeaderName(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
  }
}
