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
  private var records = PodRecords()
  private var grid: Double?
  private var began: Double?
  /// Pods that started before this may have been counted and forgotten.
  private var forgottenUntil = -Double.greatestFiniteMagnitude

  /// Starts without pods; a pod that has not been seen for `memory` seconds is forgotten.
  init(warmUp: Double, memory: Double, began: Double?) {
    self.warmUp = warmUp.isFinite ? max(warmUp, 0) : 0
    self.memory = memory.isFinite ? max(memory, 1) : 600
    self.began = began
  }

  /// Takes one round of scrapes.
  mutating func take(_ samples: [PodSamples], revisions: Set<String>) -> Round {
    var round = Round()
    let plausible = samples.allSatisfy(\.isPlausible) ? samples : samples.filter(\.isPlausible)
    round.implausible = samples.count - plausible.count
    // Where the pods of this round are: new ones come in behind those that were taken.
    var current: [(index: Int, track: Track)] = []
    current.reserveCapacity(plausible.count)
    for sample in Self.ordered(plausible) {
      round.answered.insert(sample.track)
      let place = records.place(of: sample.pod, expected: current.last.map { $0.index + 1 } ?? 0)
      guard take(sample, revisions, at: place, &round.history) else { continue }
      // A pod that was read twice has reached the later time.
      if current.last?.index != place.index { current.append((place.index, sample.track)) }
    }
    let reached = current.reduce(.infinity) { min($0, records[$1.index].time) }
    round.interval = settle(current, at: reached)
    return round
  }

  /// By pod and time; sources mostly hand them over so.
  private static func ordered(_ samples: [PodSamples]) -> [PodSamples] {
    let isOrdered = samples.indices.dropFirst().allSatisfy { index in
      let (before, pod) = (samples[index - 1].pod, samples[index].pod)
      return before < pod || (before == pod && samples[index - 1].time <= samples[index].time)
    }
    return isOrdered ? samples : samples.sorted { ($0.pod, $0.time) < ($1.pod, $1.time) }
  }

  /// Whether the sample brought anything new.
  private mutating func take(
    _ sample: PodSamples, _ revisions: Set<String>, at place: (index: Int, isKnown: Bool),
    _ history: inout [Interval.Pod]
  ) -> Bool {
    let counters = Counters(sample, revisions: revisions)
    let began = began ?? sample.time
    self.began = began
    if place.isKnown {
      guard sample.time > records[place.index].time else { return false }
      records[place.index].take(counters, at: sample.time, warmUp: warmUp)
      return true
    }
    guard records.count < Self.mostPods else { return false }
    if let start = sample.startTime, start.isFinite, start >= began, start > forgottenUntil, start <= sample.time {
      let record = PodRecord(counters, at: sample.time, startedAt: start, warmUp: warmUp)
      records.insert(record, of: sample.pod, at: place.index)
      return true
    }
    let start = sample.startTime.flatMap { $0.isFinite ? min($0, sample.time) : nil }
    // A stable pod without a known start was there before the rollout.
    let warmFrom = start.map { $0 + warmUp } ?? (sample.track == .stable ? sample.time : sample.time + warmUp)
    records.insert(PodRecord(counters, at: sample.time, warmFrom: warmFrom), of: sample.pod, at: place.index)
    history.append(
      Interval.Pod(
        pod: sample.pod, track: sample.track, counters: counters, seconds: start.map { sample.time - $0 } ?? 0))
    return true
  }

  /// Moves the grid to the latest time that all pods of the round have reached.
  private mutating func settle(_ current: [(index: Int, track: Track)], at reached: Double) -> Interval? {
    guard reached < .infinity else { return nil }
    let start = grid ?? reached
    let end = max(reached, start)
    grid = end
    defer { if let time = records.forget(before: end - memory) { forgottenUntil = max(forgottenUntil, time) } }
    guard end > start || current.contains(where: { records[$0.index].accountedTo < end }) else { return nil }
    var interval = Interval(start: start, end: end)
    for (index, track) in current {
      let part = records[index].settle(to: end)
      interval.add(Interval.Pod(pod: records.pod(at: index), track: track, counters: part))
    }
    return interval
  }
}
