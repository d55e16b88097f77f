import Statistics

/// Where a rollout stands in time, traffic and steps.
struct RolloutProgress: Sendable, Codable, Equatable {
  private(set) var exposure = Exposure(step: 0, weight: 0)
  private(set) var stepEntered: Double?
  /// Since when the candidate has had traffic.
  private(set) var exposedSince: Double?
  /// The steps that were left backwards, each at most once.
  private(set) var retreatedFrom: [Int] = []
  private(set) var candidateRequests = 0.0
  /// How many of the candidate's pods the last interval covers.
  private(set) var candidatePods = 0
  /// The running mean of all requests of an interval between scrapes.
  private(set) var requestsPerScrape: Double?
  /// Why the last round cannot be built on, nil if it can.
  private(set) var fault: String?
  private var lastTime: Double?
  private var ratio = SampleRatio()
  private var counted = [0.0, 0]

  /// Notes the step and weight in force until `time`. A step begins when the candidate has traffic.
  mutating func enter(_ next: Exposure, at time: Double) {
    // A change that shows now was made after the round before.
    let since = lastTime ?? time
    let isFirstTraffic = exposedSince == nil && next.weight > 0
    if isFirstTraffic { exposedSince = since }
    if !isFirstTraffic, next.step < exposure.step, !retreatedFrom.contains(exposure.step) {
      retreatedFrom.append(exposure.step)
    }
    if isFirstTraffic || next.step != exposure.step { stepEntered = since }
    exposure = next
    lastTime = max(since, time)
  }

  mutating func note(_ round: PodLedger.Round) {
    if round.answered.isEmpty {
      fault = round.implausible > 0 ? "the pods' counters are not plausible" : "no pod answered the last scrape"
    } else if !round.answered.contains(.candidate) {
      fault = "no pod of the candidate answered the last scrape"
    } else if !round.answered.contains(.stable), !exposure.isSwitched {
      fault = "no pod of stable answered the last scrape"
    } else {
      fault = nil
    }
  }

  mutating func count(_ interval: Interval) {
    candidatePods = interval.pods(of: .candidate).count
    let candidate = interval.total(of: .candidate).requests
    let all = candidate + interval.total(of: .stable).requests
    if exposure.weight > 0 { candidateRequests += candidate }
    requestsPerScrape = requestsPerScrape.map { 0.8 * $0 + 0.2 * all } ?? all
  }

  /// Compares how the traffic divided with the weight in force.
  mutating func checkRatio(_ interval: Interval) {
    guard exposure.weight > 0, exposure.weight < 1 else { return }
    let (candidate, stable) = (interval.total(of: .candidate).requests, interval.total(of: .stable).requests)
    ratio.observe(candidate: candidate, stable: stable, share: exposure.weight)
    counted = [counted[0] + candidate, counted[1] + candidate + stable]
  }

  /// The candidate's share of the traffic when it is proven not to be what was asked, nil otherwise.
  func mismatchedShare(alpha: Double) -> Double? {
    guard counted[1] > 0, ratio.total >= -LogDomain.log(alpha) else { return nil }
    return counted[0] / counted[1]
  }

  func dwell(at time: Double) -> Double { max(time - (stepEntered ?? time), 0) }

  func elapsed(at time: Double) -> Double { max(time - (exposedSince ?? time), 0) }
}
