public import Analysis

/// The pods' own counters of a time that has passed, as a Prometheus server keeps them.
///
/// They come in rounds, each with what reading the server at that time would have shown: a judge decides the same of them.
public struct PrometheusHistory: Sendable {
  /// The pods of one version.
  public struct Version: Sendable, Hashable {
    /// A regular expression, as PromQL has them, that matches the whole name of each of its pods and of no other.
    public var pods: String
    public var track: Track

    public init(pods: String, track: Track) { (self.pods, self.track) = (pods, track) }
  }

  /// How many rounds are asked for at once.
  private static let roundsAtOnce = 60

  /// Asks the server a question about a time, in wall-clock seconds.
  typealias Query = @Sendable (_ promQL: String, _ time: Double) async throws(ProviderFailure) -> [PrometheusSeries]

  private let query: Query
  private let labels: PrometheusPodSource.Labels
  private let namespace: String
  private let deployment: String

  /// - Parameters:
  ///   - namespace: that of the pods.
  ///   - deployment: the name of the ModelDeployment that they may belong to.
  public init(_ server: PrometheusServer, labels: PrometheusPodSource.Labels, namespace: String, deployment: String) {
    self.init(labels: labels, namespace: namespace, deployment: deployment) { (promQL, time) async throws(ProviderFailure) in
      try await server.query(promQL, at: time)
    }
  }

  init(labels: PrometheusPodSource.Labels, namespace: String, deployment: String, query: @escaping Query) {
    (self.query, self.labels, self.namespace, self.deployment) = (query, labels, namespace, deployment)
  }

  /// Reads the rounds from one time to another.
  ///
  /// - Parameters:
  ///   - times: in wall-clock seconds.
  ///   - interval: between two rounds, in seconds. What was scraped more than four of them ago counts as missing.
  /// - Returns: the rounds with the seconds since the first. Those without any samples are among them.
  public func rounds(
    of versions: [Version], preset: MetricsPreset, in times: ClosedRange<Double>, every interval: Double
  ) async throws(ProviderFailure) -> [(time: Double, samples: [PodSamples])] {
    let (start, reach) = (times.lowerBound, 4 * interval)
    let pods = PrometheusPods(labels: labels, offset: -start)
    let count = Int(((times.upperBound - start) / interval).rounded(.down)) + 1
    var rounds: [(time: Double, samples: [PodSamples])] = []
    while rounds.count < count {
      let positions = rounds.count..<min(rounds.count + Self.roundsAtOnce, count)
      let part = start + Double(positions.lowerBound) * interval...start + Double(positions.upperBound - 1) * interval
      let found = try await series(of: versions, preset, in: part, reaching: reach)
      for position in positions {
        let time = start + Double(position) * interval
        let known = found.series.map { $0.limited(to: time - reach...time) }
        rounds.append((time - start, pods.scrape(found.targets, known, preset).samples))
      }
    }
    return rounds
  }

  /// What was scraped in a time, and a little before, with the pods that it tells of.
  private func series(
    of versions: [Version], _ preset: MetricsPreset, in times: ClosedRange<Double>, reaching reach: Double
  ) async throws(ProviderFailure) -> (series: [PrometheusSeries], targets: [PodTarget]) {
    let seconds = Int((times.upperBound - times.lowerBound + reach).rounded(.up))
    let names = PrometheusPods.nameMatcher(preset)
    var (all, targets): ([PrometheusSeries], [PodTarget]) = ([], [])
    for version in versions {
      let matchers = [
        names, "\(labels.namespace)=\"\(PrometheusPods.quoted(namespace))\"",
        "\(labels.pod)=~\"\(PrometheusPods.quoted(version.pods))\"",
      ]
      let found = try await query("{\(matchers.joined(separator: ","))}[\(seconds)s]", times.upperBound)
      all += found
      targets += Set(found.compactMap { $0.labels[labels.pod] }).map { pod in
        PodTarget(
          uid: pod, name: pod, namespace: namespace, revision: revision(of: pod) ?? version.track.rawValue,
          track: version.track, url: "", startTime: nil)
      }
    }
    let ambiguous = Dictionary(grouping: targets, by: \.uid).filter { $1.count > 1 }.keys.min()
    if let ambiguous { throw ProviderFailure(.refused, "pod \(ambiguous) would be of both versions") }
    return (all, targets)
  }

  /// What labels of predictions call a version: pods of a deployment are named after it and the revision.
  private func revision(of pod: String) -> String? {
    guard pod.hasPrefix("\(deployment)-") else { return nil }
    return pod.dropFirst(deployment.count + 1).split(separator: "-").first.map(String.init)
  }
}

extension PrometheusSeries {
  /// The same series as if nothing had been scraped at other times.
  fileprivate func limited(to times: ClosedRange<Double>) -> PrometheusSeries {
    PrometheusSeries(
      labels: labels, points: points.filter { times.contains($0.time) },
      histograms: histograms.filter { times.contains($0.time) })
  }
}
