import Analysis
import SlipwayAPI

/// The pods' own counters as a Prometheus server has scraped them.
///
/// Raw samples by a range selector, never `rate` or `increase`: those extrapolate and hide restarts. The judge gets the
/// same counters as from the pods themselves, so that it decides the same.
public struct PrometheusPodSource: Sendable {
  /// The labels by which a server knows a pod.
  public struct Labels: Sendable, Hashable {
    /// The label with the pod's name; `pod` by default.
    public var pod: String
    /// The label with its namespace; `namespace` by default.
    public var namespace: String

    /// Makes a pair of names.
    public init(pod: String = "pod", namespace: String = "namespace") { (self.pod, self.namespace) = (pod, namespace) }
  }

  private let server: PrometheusServer
  private let gate: ProviderGate?
  private let name: String
  private let labels: Labels
  private let window: Duration
  private let wallOffset: @Sendable () -> Double

  /// - Parameters:
  ///   - desk: holds back from a server that fails.
  ///   - name: what tells servers apart there: the address, and who asks.
  ///   - window: how old a sample may be; four scrape intervals of the server are right.
  ///   - wallOffset: what must be added to wall-clock seconds to get seconds on the clock of the samples.
  public init(
    _ server: PrometheusServer, desk: QueryDesk? = nil, name: String = "", labels: Labels = Labels(),
    window: Duration = .seconds(60), wallOffset: @escaping @Sendable () -> Double
  ) {
    (self.server, gate, self.name) = (server, desk?.gate, name)
    (self.labels, self.window, self.wallOffset) = (labels, window, wallOffset)
  }

  /// Reads all pods with one query.
  public func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    guard !targets.isEmpty else { return PodScrape(samples: [], failures: [:]) }
    let series: [PrometheusSeries]
    do throws(ProviderFailure) {
      series = try await ask(query(for: targets, preset: preset))
    } catch {
      return PodScrape(
        samples: [], failures: Dictionary(targets.map { ($0.uid, error.reason) }, uniquingKeysWith: { $1 }))
    }
    return PrometheusPods(labels: labels, offset: wallOffset()).scrape(targets, series, preset)
  }

  private func ask(_ promQL: String) async throws(ProviderFailure) -> [PrometheusSeries] {
    guard let gate else { return try await server.query(promQL) }
    return try await gate.ask(name) { () async throws(ProviderFailure) in try await server.query(promQL) }
  }

  /// The selector of all that is needed, with its window.
  func query(for targets: [PodTarget], preset: MetricsPreset) -> String {
    let pods = Set(targets.map(\.name)).sorted().map(PrometheusPods.literal).joined(separator: "|")
    let namespaces = Set(targets.map(\.namespace)).sorted().map(PrometheusPods.literal).joined(separator: "|")
    let seconds = max(window.components.seconds, 1)
    return "{\(PrometheusPods.nameMatcher(preset)),\(labels.namespace)=~\"\(namespaces)\",\(labels.pod)=~\"\(pods)\"}[\(seconds)s]"
  }
}
