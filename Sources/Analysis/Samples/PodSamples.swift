import Statistics

/// The counters of one pod at one scrape.
///
/// All times are seconds on one clock that never steps back for the life of a judge; its origin does not matter.
public struct PodSamples: Sendable, Codable, Equatable {
  /// The pod's UID.
  public var pod: String
  /// The revision that it runs.
  public var revision: String
  /// Its side of the comparison.
  public var track: Track
  /// When the pod was scraped.
  public var time: Double
  /// When its process started, nil if that is not known.
  ///
  /// A pod that started after the judge began is counted from its first request on.
  public var startTime: Double?
  /// All requests since the process started.
  public var requests: Double
  /// Those that failed.
  public var errors: Double
  /// The latencies, nil if the pod does not tell.
  public var latency: LatencyHistogram?
  /// Labelled predictions by the revision that made the prediction, which need not be the revision of the pod that
  /// received the label.
  public var outcomes: [String: LabelledOutcomes] {
    get { labels.entries }
    set { labels.entries = newValue }
  }
  /// The counters of additional metrics by their name: `[good, total]`, `[sum, count]`, `[equal, compared]`, or the counts
  /// of the bins of a histogram.
  public var vectors: [String: [Double]] {
    get { named.entries }
    set { named.entries = newValue }
  }

  private var labels = StateMap<LabelledOutcomes>()
  private var named = StateMap<[Double]>()

  /// Makes the samples of one pod.
  public init(
    pod: String, revision: String, track: Track, time: Double, startTime: Double? = nil, requests: Double,
    errors: Double, latency: LatencyHistogram? = nil, outcomes: [String: LabelledOutcomes] = [:]
  ) {
    self.pod = pod
    self.revision = revision
    self.track = track
    self.time = time
    self.startTime = startTime
    self.requests = requests
    self.errors = errors
    self.latency = latency
    self.outcomes = outcomes
  }

  /// Whether a process could have produced these numbers.
  var isPlausible: Bool {
    time.isFinite && Self.isCounter(requests) && Self.isCounter(errors)
      && outcomes.values.allSatisfy { Self.isCounter($0.correct) && Self.isCounter($0.wrong) }
      && vectors.values.allSatisfy { $0.count <= Self.longestVector && $0.allSatisfy(Self.isCounter) }
  }

  /// The most numbers that one additional metric has.
  static let longestVector = 256

  private static func isCounter(_ x: Double) -> Bool { x.isFinite && x >= 0 && x < 1e15 }
}
