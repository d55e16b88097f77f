import Statistics

/// Turns the raw counters of many pods, scraped at different moments, into what was counted between common times.
///
/// - A missing scrape makes the next increment span two periods; nothing is lost and nothing is counted twice.
/// - A new pod gives no increment at first, unless it started after the judge began: then its whole life counts, so
///   that
///   errors of the first requests are seen.
/// - A pod that vanished loses its last partial increment.
///
/// Source: the statistics study, section 1.1.
struct PodLedger: Sendable, Codable, Equatable {
  /// What one round of scrapes gave.
  struct Round: Sendable {
    /// The counts since the round before, nil for the first round or when time has not moved.
    var interval: Interval?
    /// The counters of pods that were seen for the first time and had counted before the judge began.
    var history: [Interval.Pod] = []
    /// How many samples no process could have produced.
    var implausible = 0
    /// Which sides answered.
    var answered: Set<Track> = []
  }

  /// More pods than this are not remembered; a part of a large deployment is an unbiased sample.
  static let mostPods = 512

  private let warmUp: Double
  private let memory: Double
  private var records = StateMap<PodRecord>()
  private var grid: Double?
  private var began: Double?
  /// Pods that started before this may have been counted and forgotten.
  private var forgottenUntil = -Double.greatestFiniteMagnitude

  private var pods: [String: PodRecord] {
    get { records.entries }
    _modify { yield &records.entries }
  }

  /// Starts without pods; a pod that has not been seen for `memory` seconds is forgotten.
  init(warmUp: Double, memory: Double, began: Double?) {
    self.warmUp = warmUp.isFinite ? max(warmUp, 0) : 0
    self.memory = memory.isFinite ? max(memory, 1) : 600
    self.began = began
  }

  /// Takes one round of scrapes.
  mutating func take(_ samples: [PodSamples], revisions: Set<String>) -> Round {
    var round = Round()
    let plausible = samples.filter(\.isPlausible)
    round.implausible = samples.count - plausible.count
    var current: [(pod: String, track: Track)] = []
    var reached = Double.infinity
    for sample in Self.ordered(plausible) {
      round.answered.insert(sample.track)
      guard take(sample, revisions, &round.history) else { continue }
      // A pod that was read twice has reached the later time.
      if current.last?.pod != sample.pod { current.append((sample.pod, sample.track)) }
    }
    for (pod, _) in current { reached = min(reached, pods[pod]?.time ?? reached) }
    round.interval = settle(current, at: reached)
    return round
  }

  /// By pod and time; sources mostly hand them over so.
  private static func ordered(_ samples: [PodSamples]) -> [PodSamples] {
    func precedes(_ a: PodSamples, _ b: PodSamples) -> Bool { (a.pod, a.time) < (b.pod, b.time) }
    let isOrdered = zip(samples, samples.dropFirst()).allSatisfy { !precedes($1, $0) }
    return isOrdered ? samples : samples.sorted(by: precedes)
  }

  /// Whether the sample brought anything new.
  private mutating func take(_ sample: PodSamples, _ revisions: Set<String>, _ history: inout [Interval.Pod]) -> Bool {
    let counters = Counters(sample, revisions: revisions)
    let began = began ?? sample.time
    self.began = began
    let warmUp = warmUp
    if let known = pods[sample.pod]?.time {
      guard sample.time > known else { return false }
      pods[sample.pod]?.take(counters, at: sample.time, warmUp: warmUp)
      return true
    }
    guard pods.count < Self.mostPods else { return false }
    if let start = sample.startTime, start.isFinite, start >= began, start > forgottenUntil, start <= sample.time {
      pods[sample.pod] = PodRecord(counters, at: sample.time, startedAt: start, warmUp: warmUp)
      return true
    }
    let start = sample.startTime.flatMap { $0.isFinite ? min($0, sample.time) : nil }
    // A stable pod without a known start was there before the rollout.
    let warmFrom = start.map { $0 + warmUp } ?? (sample.track == .stable ? sample.time : sample.time + warmUp)
    pods[sample.pod] = PodRecord(counters, at: sample.time, warmFrom: warmFrom)
    history.append(
      Interval.Pod(
        pod: sample.pod, track: sample.track, counters: counters, seconds: start.map { sample.time - $0 } ?? 0))
    return true
  }

  /// Moves the grid to the latest time that all pods of the round have reached.
  private mutating func settle(_ current: [(pod: String, track: Track)], at reached: Double) -> Interval? {
    guard reached < .infinity else { return nil }
    let start = grid ?? reached
    let end = max(reached, start)
    grid = end
    defer { forget(before: end - memory) }
    guard end > start || current.contains(where: { (pods[$0.pod]?.accountedTo ?? end) < end }) else { return nil }
    var settled: [Interval.Pod] = []
    settled.reserveCapacity(current.count)
    for (pod, track) in current {
      guard let part = pods[pod]?.settle(to: end) else { continue }
      settled.append(Interval.Pod(pod: pod, track: track, counters: part))
    }
    return Interval(start: start, end: end, pods: settled)
  }

  private mutating func forget(before time: Double) {
    for (pod, record) in pods where record.time < time {
      pods[pod] = nil
      forgottenUntil = max(forgottenUntil, record.time)
    }
  }
}
