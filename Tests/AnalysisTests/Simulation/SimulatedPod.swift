import Analysis

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A pod's counters, and the requests that move them.
struct SimulatedPod: Sendable {
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  let name: String
  let revision: String
  let track: Track
  var startTime: Double?
  private var requests = 0
  private var errors = 0
  private var buckets = Array(repeating: 0, count: bounds.count + 1)
  private var outcomes: [String: LabelledOutcomes] = [:]
  private var noise = 0.0

  init(name: String, revision: String, track: Track, startTime: Double?) {
    self.name = name
    self.revision = revision
    self.track = track
    self.startTime = startTime
  }

  /// Answers requests for a while. `extraErrors` and `slowdown` befall all versions alike.
  mutating func serve(
    _ version: SimulatedVersion, requests count: Int, seconds: Double, extraErrors: Double, slowdown: Double,
    sharedStalls: [Double] = [], _ random: inout SplitMix64
  ) {
    // An autoregression with a memory of about a minute.
    let memory = exp(-seconds / 60)
    noise = memory * noise + sqrt(1 - memory * memory) * random.normal()
    requests += count
    let errorRate = version.errorRate * exp(version.errorNoise * noise) + extraErrors
    errors += random.binomial(count, min(errorRate, 1))
    let median = version.medianLatency * slowdown * exp(version.latencyNoise * noise)
    var left = count - stall(version, count, seconds, sharedStalls, &random)
    var above = 1.0
    for (index, bound) in Self.bounds.enumerated() {
      let ratio = bound / median
      let share = 1 / (1 + ratio * ratio * ratio * ratio)
      let inside = random.binomial(left, above > 0 ? 1 - share / above : 0)
      buckets[index] += inside
      left -= inside
      above = share
    }
    buckets[Self.bounds.count] += left
  }

  mutating func receiveLabels(_ count: Int, of revision: String, accuracy: Double, _ random: inout SplitMix64) {
    let correct = random.binomial(count, accuracy)
    outcomes[revision, default: LabelledOutcomes(correct: 0, wrong: 0)].correct += Double(correct)
    outcomes[revision, default: LabelledOutcomes(correct: 0, wrong: 0)].wrong += Double(count - correct)
  }

  /// The process begins anew: all counters fall to zero.
  mutating func restart(at time: Double) {
    self = SimulatedPod(name: name, revision: revision, track: track, startTime: time)
  }

  func samples(at time: Double) -> PodSamples {
    var cumulative: [Double] = []
    for count in buckets.dropLast() { cumulative.append((cumulative.last ?? 0) + Double(count)) }
    return PodSamples(
      pod: name, revision: revision, track: track, time: time, startTime: startTime, requests: Double(requests),
      errors: Double(errors),
      latency: LatencyHistogram(bounds: Self.bounds, cumulative: cumulative, sum: 0, count: Double(requests)),
      outcomes: outcomes)
  }

  /// All requests that arrive during a stall wait for its end.
  private mutating func stall(
    _ version: SimulatedVersion, _ count: Int, _ seconds: Double, _ shared: [Double], _ random: inout SplitMix64
  ) -> Int {
    var lengths = shared
    for _ in 0..<random.poisson(version.stallRate * seconds) {
      lengths.append(random.exponential(mean: version.stallSeconds))
    }
    var stalled = 0
    for length in lengths {
      let hit = min(random.poisson(Double(count) / seconds * length), count - stalled)
      for _ in 0..<hit {
        let latency = version.medianLatency + random.uniform() * length
        buckets[Self.bounds.firstIndex { latency <= $0 } ?? Self.bounds.count] += 1
      }
      stalled += hit
    }
    return stalled
  }
}
