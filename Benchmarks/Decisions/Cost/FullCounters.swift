import Analysis

/// Counters of pods with errors and latencies: one request in a hundred fails.
struct FullCounters {
  private var pods: [String: [Double]] = [:]
  private var failed: [String: Double] = [:]

  mutating func samples(_ scrape: LatencyScrape, at time: Double) -> [PodSamples] {
    read(scrape.candidatePods, .candidate, time) + read(scrape.stablePods, .stable, time)
  }

  private mutating func read(_ counts: [[Int]], _ track: Track, _ time: Double) -> [PodSamples] {
    counts.enumerated().map { index, pod in
      let name = "5d0c1f3e-3a0e-4b7c-9d5e-\(track.rawValue)\(100 + index)"
      var cumulative = pods[name] ?? Array(repeating: 0, count: pod.count)
      var sum = 0.0
      for (bucket, count) in pod.enumerated() {
        sum += Double(count)
        cumulative[bucket] += sum
      }
      pods[name] = cumulative
      failed[name, default: 0] += (sum / 100).rounded()
      let requests = cumulative.last ?? 0
      return PodSamples(
        pod: name, revision: track.rawValue, track: track, time: time, startTime: 0, requests: requests,
        errors: failed[name] ?? 0,
        latency: LatencyHistogram(
          bounds: LatencyLaw.bounds, cumulative: Array(cumulative.dropLast()), sum: 0, count: requests))
    }
  }
}
