public import Statistics

/// Judges a candidate against stable from raw counters, at every scrape, with guarantees for the whole rollout.
///
/// A value: feed it one round of scrapes at a time with ``observe(_:at:step:weight:)`` and ask it with
/// ``assess(at:)``. It knows no clock and no source. Encode it to survive a restart; its size is bounded by the number
/// of pods.
///
/// The chance that a candidate within tolerance is ever rolled back is at most `falseRollback`, over all metrics and
/// all looks; the chance that a candidate beyond a margin is promoted is at most `falsePromotion`.
public struct RolloutJudge: Sendable, Codable, Equatable {
  /// What it decides by.
  public let configuration: JudgeConfiguration
  /// The candidate's weight at each step, from 0 to 1.
  public let steps: [Double]

  var errors: ErrorRateMonitor?
  var latency: LatencyMonitor?
  var accuracy: AccuracyMonitor?
  var additional: [AdditionalMonitor]
  var progress: RolloutProgress
  var ledger: PodLedger
  var stableRevision: String?
  var candidateRevision: String?

  /// Starts without data.
  ///
  /// `steps` are the weights of the strategy as shares, ascending; after the last comes all of the traffic. `began` is
  /// the time at which the rollout began, by default that of the first observation: pods that started later are
  /// counted from their first request on.
  public init(configuration: JudgeConfiguration = JudgeConfiguration(), steps: [Double], began: Double? = nil) {
    let weights = Self.shares(steps)
    self.configuration = configuration
    self.steps = weights
    errors = configuration.errorRate.map { ErrorRateMonitor($0, configuration, weights: weights) }
    latency = configuration.latency.map { LatencyMonitor($0, configuration, weights: weights) }
    accuracy = configuration.accuracy.map { AccuracyMonitor($0, configuration, weights: weights) }
    additional = configuration.additional.prefix(Self.mostAdditional).map {
      AdditionalMonitor($0, configuration, weights: weights)
    }
    progress = RolloutProgress()
    ledger = PodLedger(
      warmUp: configuration.latency?.warmUpSeconds ?? 0, memory: 5 * configuration.blockSeconds, began: began)
  }

  /// The most additional metrics that are looked at.
  static let mostAdditional = 16

  /// Weights as shares that a rollout can have; one step to all of the traffic when there is none.
  static func shares(_ steps: [Double]) -> [Double] {
    steps.isEmpty ? [1] : steps.map { $0.isFinite ? min(max($0, 0), 1) : 1 }
  }

  /// Takes one round of scrapes.
  ///
  /// `time` is when the round was made, on the clock of the samples. `step` and `weight` are those in force since the
  /// round before; at weight 0 nothing is judged, but stable is learned. At weight 1, where a step asks for that, the
  /// candidate is compared with what stable did before. Of a candidate that gets copies of requests (`isMirrored`) the
  /// weight is its share of all requests, copies included. An empty round is a fault of the source: it changes no
  /// evidence.
  public mutating func observe(
    _ samples: [PodSamples], at time: Double, step: Int, weight: Double, isMirrored: Bool = false
  ) {
    guard time.isFinite else { return }
    let exposure = Exposure(
      step: min(max(step, 0), steps.count - 1), weight: weight.isFinite ? min(max(weight, 0), 1) : 0,
      isMirrored: isMirrored, isSwitched: weight >= 1 && steps.contains { $0 >= 1 })
    for sample in samples where sample.track == .stable { stableRevision = sample.revision }
    for sample in samples where sample.track == .candidate { candidateRevision = sample.revision }
    let round = ledger.take(samples, revisions: Set([stableRevision, candidateRevision].compactMap(\.self)))
    progress.enter(exposure, at: time)
    progress.note(round)
    errors?.learn(round.history)
    latency?.learn(round.history)
    accuracy?.learn(round.history, stable: stableRevision)
    for index in additional.indices { additional[index].learn(round.history) }
    guard let interval = round.interval else { return }
    progress.count(interval)
    if configuration.checksSampleRatio { progress.checkRatio(interval) }
    errors?.observe(interval, exposure)
    latency?.observe(interval, exposure)
    accuracy?.observe(interval, exposure, stable: stableRevision, candidate: candidateRevision)
    for index in additional.indices { additional[index].observe(interval, exposure) }
  }

  /// Takes what metrics servers said of the queries of additional metrics, by the metrics' names, before
  /// ``assess(at:)`` is asked.
  public mutating func observe(_ readings: [String: QueryReading]) {
    for index in additional.indices {
      if let reading = readings[additional[index].name] { additional[index].observe(reading, progress.exposure) }
    }
  }

  /// What both versions' requests and failures were since the candidate had traffic.
  public var errorCounts: CountPair { errors?.total ?? .none }
}
