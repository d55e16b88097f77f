extension AnalysisSettings {
  /// Every address that the operator would ask on behalf of the object, with the field that it comes from.
  public var addresses: [(path: String, url: String)] {
    let source = self.source.prometheus.map { Self.addresses(of: $0.server, at: "spec.analysis.source.prometheus") }
    return (source ?? [])
      + providers.enumerated().flatMap { $1.addresses(at: "spec.analysis.providers[\($0)]") }
  }

  static func addresses(of server: MetricServer, at path: String) -> [(path: String, url: String)] {
    let tokens = server.authentication?.oauth2.map { ("\(path).authentication.oauth2.tokenURL", $0.tokenURL) }
    return [("\(path).address", server.address)] + [tokens].compactMap(\.self)
  }
}

extension MetricProvider {
  func addresses(at path: String) -> [(path: String, url: String)] {
    servers(at: path).flatMap { AnalysisSettings.addresses(of: $1, at: $0) } + fixedAddresses(at: path)
  }

  /// The servers that are spoken to as their settings say.
  func servers(at path: String) -> [(path: String, server: MetricServer)] {
    [
      prometheus.map { ("\(path).prometheus", $0.server) }, graphite.map { ("\(path).graphite", $0.server) },
      web.map { ("\(path).web", $0.server) }, mlflow.map { ("\(path).mlflow", $0.server) },
    ].compactMap(\.self)
  }

  /// The addresses of services that have a way of their own to prove who asks.
  func fixedAddresses(at path: String) -> [(path: String, url: String)] {
    [
      datadog.map { ("\(path).datadog.address", $0.address) },
      cloudWatch.map { ("\(path).cloudWatch.address", $0.url) },
      newRelic.map { ("\(path).newRelic.address", $0.address) },
      influxDB.map { ("\(path).influxDB.address", $0.address) },
    ].compactMap(\.self)
  }
}

extension CloudWatchServer {
  /// Where it is: the region's own address unless another is named.
  public var url: String { address ?? "https://monitoring.\(region).amazonaws.com" }
}
