import Analysis
import KubeCore
import KubeRuntime
import SlipwayAPI

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Requests that nobody has sent, divided over two versions: they come at random, fail at random, and take times of a
/// log-normal distribution. What is not said of the versions is the same for both.
struct MadeUpTraffic {
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// The spread of the logarithm of answer times: the 99th percentile is about three times the median.
  private static let spread = 0.5
  /// Of each version.
  private static let pods = 3
  /// Bins of a histogram whose drift is judged.
  private static let bins = 10

  private struct Counters {
    var requests = 0.0
    var errors = 0.0
    var buckets = Array(repeating: 0.0, count: MadeUpTraffic.bounds.count)
    var seconds = 0.0
    var right = 0.0
    var wrong = 0.0
    var vectors: [String: [Double]] = [:]
  }

  private let requestsPerSecond: Double
  private let services: [MadeUpService]
  private let metrics: [AnalysisMetric]
  private var random: RandomSource
  /// Those of stable's pods, then those of the candidate's.
  private var counters = Array(repeating: Counters(), count: 2 * pods)
  private var time = 0.0
  private var next = 0.0

  init(
    requestsPerSecond: Double, stable: MadeUpService, candidate: MadeUpService, metrics: [AnalysisMetric], seed: UInt64
  ) {
    (self.requestsPerSecond, services, self.metrics) = (requestsPerSecond, [stable, candidate], metrics)
    random = .seeded(seed)
    next = gap()
  }

  /// Lets some seconds pass, with a share of the requests for the candidate, and reads the counters.
  mutating func advance(seconds: Double, weight: Double) -> (time: Double, samples: [PodSamples]) {
    time += seconds
    while next <= time {
      answer(Double.random(in: 0..<1, using: &random) < weight ? 1 : 0)
      next += gap()
    }
    return (time, counters.indices.map(sample))
  }

  private mutating func gap() -> Double { -log(1 - Double.random(in: 0..<1, using: &random)) / requestsPerSecond }

  private mutating func answer(_ side: Int) {
    let service = services[side]
    let pod = side * Self.pods + Int.random(in: 0..<Self.pods, using: &random)
    let latency = service.latency * exp(Self.spread * normal())
    counters[pod].requests += 1
    counters[pod].seconds += latency
    for (index, bound) in Self.bounds.enumerated() where latency <= bound { counters[pod].buckets[index] += 1 }
    if chance(service.errorRate) { counters[pod].errors += 1 }
    if chance(service.accuracy) { counters[pod].right += 1 } else { counters[pod].wrong += 1 }
    for metric in metrics { note(metric, pod) }
  }

  /// Metrics of the user's own, which are the same for both.
  private mutating func note(_ metric: AnalysisMetric, _ pod: Int) {
    var vector = counters[pod].vectors[metric.name] ?? []
    func add(_ increments: [Double]) {
      if vector.isEmpty { vector = Array(repeating: 0, count: increments.count) }
      for (index, increment) in increments.enumerated() where index < vector.count { vector[index] += increment }
    }
    if metric.ratio != nil {
      add([chance(0.5) ? 1 : 0, 1])
    } else if metric.agreement != nil {
      add([1, 1])
    } else if metric.mean != nil {
      add([1 + 0.1 * normal(), 1])
    } else if metric.drift != nil {
      let bin = Int.random(in: 0..<Self.bins, using: &random)
      add((0..<Self.bins).map { $0 == bin ? 1 : 0 })
    }
    counters[pod].vectors[metric.name] = vector
  }

  private mutating func chance(_ probability: Double) -> Bool { Double.random(in: 0..<1, using: &random) < probability }

  /// Box and Muller.
  private mutating func normal() -> Double {
    let (u, v) = (Double.random(in: 0..<1, using: &random), Double.random(in: 0..<1, using: &random))
    return (-2 * log(1 - u)).squareRoot() * cos(2 * .pi * v)
  }

  private func sample(_ pod: Int) -> PodSamples {
    let (counts, track) = (counters[pod], pod < Self.pods ? Analysis.Track.stable : .candidate)
    let revision = track.rawValue
    var sample = PodSamples(
      pod: "\(revision)-\(pod % Self.pods + 1)", revision: revision, track: track, time: time, startTime: 0,
      requests: counts.requests, errors: counts.errors,
      latency: LatencyHistogram(
        bounds: Self.bounds, cumulative: counts.buckets, sum: counts.seconds, count: counts.requests),
      outcomes: [revision: LabelledOutcomes(correct: counts.right, wrong: counts.wrong)])
    for (metric, vector) in counts.vectors where !vector.isEmpty { sample.vectors[metric] = vector }
    return sample
  }
}
