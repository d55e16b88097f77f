import Analysis

/// The counters of all pods as a scrape would find them.
struct PodCounters: Sendable {
  private struct Pod: Sendable {
    var name: String
    var started: Double
    var tally = Tally()
  }

  private var candidate: [Pod] = []
  private var stable: [Pod] = []

  /// Adds what was counted and reads all counters that belong to running pods.
  mutating func samples(_ scrape: Scrape, at time: Double, previous: Double) -> [PodSamples] {
    Self.add(scrape.candidatePods, to: &candidate, prefix: "c", since: previous)
    Self.add(scrape.stablePods, to: &stable, prefix: "s", since: previous)
    return Self.read(candidate.prefix(scrape.candidatePods.count), .candidate, time)
      + Self.read(stable.prefix(scrape.stablePods.count), .stable, time)
  }

  private static func add(_ tallies: [Tally], to pods: inout [Pod], prefix: String, since: Double) {
    while pods.count < tallies.count { pods.append(Pod(name: "\(prefix)\(pods.count)", started: since)) }
    for (index, tally) in tallies.enumerated() { pods[index].tally = pods[index].tally + tally }
  }

  private static func read(_ pods: ArraySlice<Pod>, _ track: Track, _ time: Double) -> [PodSamples] {
    pods.map { pod in
      PodSamples(
        pod: pod.name, revision: track.rawValue, track: track, time: time, startTime: pod.started,
        requests: Double(pod.tally.requests), errors: Double(pod.tally.errors))
    }
  }
}
