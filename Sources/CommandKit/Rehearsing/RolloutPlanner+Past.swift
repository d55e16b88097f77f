import Analysis
public import CurlTransport
public import KubeCore
import MetricSources
import SlipwayAPI
import SlipwayOperator

extension RolloutPlanner {
  /// Plays a spec against what a Prometheus server has kept, whose weights are what they were.
  ///
  /// - Returns: what the program is to exit with, as with made-up traffic.
  /// - Throws: `.notPossible` when the server does not answer, or has nothing of one of the versions.
  public func rehearse(
    _ document: JSONValue, past: PastTraffic, client: CurlClient
  ) async throws(CommandError) -> Int32 {
    let model = try Self.model(document)
    let analysis = model.spec.analysis
    var labels = PrometheusPodSource.Labels()
    if let named = analysis.source.prometheus { labels = .init(pod: named.podLabel, namespace: named.namespaceLabel) }
    let history = PrometheusHistory(
      PrometheusServer(past.server, client: ProviderClient(client)), labels: labels,
      namespace: model.metadata.namespace ?? "default", deployment: model.metadata.name ?? "")
    let versions = [
      PrometheusHistory.Version(pods: past.stablePods, track: .stable),
      PrometheusHistory.Version(pods: past.candidatePods, track: .candidate),
    ]
    let rounds: [RecordedRound]
    do throws(ProviderFailure) {
      rounds = try await history.rounds(
        of: versions, preset: model.metricsPreset, in: past.times, every: Double(analysis.interval.milliseconds) / 1_000
      ).map(RecordedRound.init)
    } catch {
      throw CommandError(.notPossible, "\(past.server.url): \(error.reason)")
    }
    for (version, option) in zip(versions, ["stable", "candidate"])
    where !rounds.contains(where: { $0.samples.contains { $0.track == version.track } }) {
      throw CommandError(
        .notPossible, "\(past.server.url) has no such metrics of \(option)'s pods, \(version.pods), in that time")
    }
    return try rehearse(document, recording: rounds)
  }
}
