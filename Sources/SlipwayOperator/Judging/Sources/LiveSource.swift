import Analysis
import CurlTransport
import KubeRuntime
import MetricSources
import SlipwayAPI

/// The sources of a real operator: the pods' own endpoints, or the servers that an analysis names.
struct LiveSource: SampleSource {
  private let pods: PodMetricsSource
  private let servers: MetricServers
  private let desk: QueryDesk
  private let time: TimeSource

  /// - Parameters:
  ///   - client: reads pods; it holds no credentials.
  ///   - timeout: how long one pod may take.
  init(
    client: CurlClient, timeout: Duration, servers: MetricServers, time: TimeSource, random: RandomSource
  ) {
    let now: @Sendable () -> Double = { time.now().seconds }
    pods = PodMetricsSource(client: client, timeout: timeout, now: now)
    desk = QueryDesk(now: now) {
      var random = random
      return Double.random(in: 0..<1, using: &random)
    }
    (self.servers, self.time) = (servers, time)
  }

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    await pods.scrape(targets, preset: preset)
  }

  func read(_ look: RolloutLook) async -> RolloutReading {
    async let queries = queries(look)
    var reading = RolloutReading(scrape: await scrape(look))
    reading.queries = await queries
    return reading
  }

  private func scrape(_ look: RolloutLook) async -> PodScrape {
    guard let settings = look.settings.source.prometheus else {
      return await scrape(look.targets, preset: look.preset)
    }
    let access: ServerAccess
    do throws(ProviderFailure) {
      access = try await servers.access(to: settings.server, for: look.namespace)
    } catch {
      let failures = look.targets.map { ($0.uid, error.reason) }
      return PodScrape(samples: [], failures: Dictionary(failures) { $1 })
    }
    let source = PrometheusPodSource(
      PrometheusServer(access.address, client: access.client), desk: desk, name: access.name,
      labels: .init(pod: settings.podLabel, namespace: settings.namespaceLabel), window: settings.window.duration
    ) { [time] in time.wallOffset }
    return await source.scrape(look.targets, preset: look.preset)
  }

  private func queries(_ look: RolloutLook) async -> [String: [String: QueryReading]] {
    await withTaskGroup(of: (String, String, QueryReading).self) { group in
      for metric in look.settings.metrics {
        guard let query = metric.query else { continue }
        for candidate in look.candidates {
          group.addTask { (candidate, metric.name, await answer(query, look, candidate)) }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0, default: [:]][$1.1] = $1.2 }
    }
  }

  private func answer(_ query: QueryCriterion, _ look: RolloutLook, _ candidate: String) async -> QueryReading {
    do throws(ProviderFailure) {
      let (provider, name) = try await servers.provider(for: query, look, candidate: candidate)
      let expression = look.expanded(query.promQL ?? query.expression ?? "", candidate: candidate)
      // Rollouts that look at the same time share an answer; the next look gets another.
      let age = Double(look.settings.interval.milliseconds) / 2000
      return .value(try await desk.value(expression, of: provider, at: name, age: age))
    } catch {
      return .fault(error.reason)
    }
  }
}
