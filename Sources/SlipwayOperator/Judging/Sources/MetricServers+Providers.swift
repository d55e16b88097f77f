import CurlTransport
import KubeCore
import MetricSources
import SlipwayAPI

extension MetricServers {
  /// Who answers a query, and the name by which identical queries to it are known.
  func provider(
    for query: QueryCriterion, _ look: RolloutLook, candidate: String
  ) async throws(ProviderFailure) -> (any ValueProvider, name: String) {
    if query.promQL != nil, let prometheus = look.settings.source.prometheus {
      let access = try await access(to: prometheus.server, for: look.namespace)
      return (PrometheusServer(access.address, client: access.client), access.name)
    }
    guard let provider = look.settings.providers.first(where: { $0.name == query.provider }) else {
      throw ProviderFailure(.refused, "there is no provider `\(query.provider ?? "")`")
    }
    if let service = try await service(provider, look) {
      return (service, "\(provider) for \(look.namespace)")
    }
    return try await server(provider, look, candidate: candidate)
  }

  /// Those that are servers of one's own.
  private func server(
    _ provider: MetricProvider, _ look: RolloutLook, candidate: String
  ) async throws(ProviderFailure) -> (any ValueProvider, name: String) {
    if let graphite = provider.graphite {
      let access = try await access(to: graphite.server, for: look.namespace)
      return (GraphiteProvider(access.address, client: access.client), access.name)
    }
    if let web = provider.web {
      let access = try await access(to: web.server, for: look.namespace)
      return (WebProvider(access.address, client: access.client), access.name)
    }
    if let mlflow = provider.mlflow {
      let access = try await access(to: mlflow.server, for: look.namespace)
      let run = look.expanded(mlflow.run, candidate: candidate)
      return (MLflowProvider(access.address, run: run, client: access.client), "\(access.name) run \(run)")
    }
    guard let prometheus = provider.prometheus else { throw ProviderFailure(.refused, "the provider has no kind") }
    let access = try await access(to: prometheus.server, for: look.namespace)
    return (PrometheusServer(access.address, client: access.client), access.name)
  }

  /// Those that have a way of their own to prove who asks.
  private func service(
    _ provider: MetricProvider, _ look: RolloutLook
  ) async throws(ProviderFailure) -> (any ValueProvider)? {
    let namespace = look.namespace
    if let datadog = provider.datadog {
      return DatadogProvider(
        site: datadog.address, apiKey: try await secrets.text(datadog.apiKey, in: namespace),
        applicationKey: try await secrets.text(datadog.applicationKey, in: namespace),
        client: ProviderClient(try await client(nil, namespace)), window: datadog.window.seconds, wall: wall)
    }
    if let newRelic = provider.newRelic {
      return NewRelicProvider(
        account: newRelic.account, apiKey: try await secrets.text(newRelic.apiKey, in: namespace),
        client: ProviderClient(try await client(nil, namespace)), endpoint: newRelic.address)
    }
    if let influx = provider.influxDB {
      return InfluxProvider(
        url: influx.address, organisation: influx.organisation, token: try await secrets.text(influx.token, in: namespace),
        client: ProviderClient(try await client(influx.tls, namespace)))
    }
    guard let watch = provider.cloudWatch else { return nil }
    let signing = CurlSigning(
      region: watch.region, service: "monitoring", keyID: try await secrets.text(watch.accessKeyID, in: namespace),
      secret: try await secrets.text(watch.secretAccessKey, in: namespace),
      sessionToken: try await secrets.text(orNone: watch.sessionToken, in: namespace))
    return CloudWatchProvider(
      url: watch.url, client: ProviderClient(try await client(nil, namespace), credentials: .signature(signing)),
      period: Int(watch.period.seconds), wall: wall)
  }
}
