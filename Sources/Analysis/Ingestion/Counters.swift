import Statistics

/// The counters of a pod, or what they grew by.
struct Counters: Sendable, Codable, Equatable {
  var requests = 0.0
  var errors = 0.0
  var latency: LatencyCounts?
  private var labels = StateMap<LabelledOutcomes>()
  private var named = StateMap<[Double]>()

  /// Labelled predictions by revision.
  var outcomes: [String: LabelledOutcomes] {
    get { labels.entries }
    _modify { yield &labels.entries }
  }

  /// The counters of additional metrics by name.
  var vectors: [String: [Double]] {
    get { named.entries }
    _modify { yield &named.entries }
  }

  static let none = Counters()

  init() {}

  /// The counters that a pod shows; labels of revisions that are not compared are left out.
  init(_ samples: PodSamples, revisions: Set<String>) {
    requests = samples.requests
    errors = min(samples.errors, samples.requests)
    latency = samples.latency.map(LatencyCounts.init)
    if !samples.outcomes.isEmpty { outcomes = samples.outcomes.filter { revisions.contains($0.key) } }
    vectors = samples.vectors
  }

  /// What they grew by since an earlier reading.
  ///
  /// When one counter fell the process has restarted and all of them began at zero. Counters that are absent from one
  /// of the readings say nothing, but labels of a revision that appear for the first time began at zero.
  func increase(since earlier: Counters) -> (growth: Counters, restarted: Bool) {
    let restarted = hasFallen(since: earlier)
    let base = restarted ? .none : earlier
    var growth = Counters()
    growth.requests = requests - base.requests
    growth.errors = min(errors - base.errors, growth.requests)
    if restarted {
      growth.latency = latency
    } else if let latency, let before = base.latency {
      growth.latency = latency.minus(before)
    }
    for (revision, now) in outcomes {
      let before = base.outcomes[revision] ?? LabelledOutcomes(correct: 0, wrong: 0)
      growth.outcomes[revision] = LabelledOutcomes(
        correct: now.correct - before.correct, wrong: now.wrong - before.wrong)
    }
    for (name, now) in vectors {
      let unknown: [Double] = restarted ? Array(repeating: 0, count: now.count) : []
      let before = base.vectors[name] ?? unknown
      // A metric that appears, or changes its bins, says nothing yet.
      if before.count == now.count { growth.vectors[name] = zip(now, before).map { $0 - $1 } }
    }
    return (growth, restarted)
  }

  /// Takes the next reading of the same process; counters that are missing from it are bridged.
  mutating func follow(_ next: Counters) {
    (requests, errors) = (next.requests, next.errors)
    latency = next.latency ?? latency
    outcomes.merge(next.outcomes) { $1 }
    vectors.merge(next.vectors) { $1 }
  }

  /// Splits what was counted over an interval: a share of it, and the rest.
  func split(_ share: Double) -> (part: Counters, rest: Counters) {
    if share >= 1 { return (self, .none) }
    if share <= 0 { return (.none, self) }
    return (scaled(share), scaled(1 - share))
  }

  /// Adds what another interval, or another pod, counted.
  mutating func add(_ other: Counters) {
    requests += other.requests
    errors += other.errors
    if let more = other.latency, latency?.add(more) != true { latency = LatencyCounts.sum(latency, more) }
    for (revision, more) in other.outcomes {
      outcomes[revision, default: LabelledOutcomes(correct: 0, wrong: 0)].correct += more.correct
      outcomes[revision, default: LabelledOutcomes(correct: 0, wrong: 0)].wrong += more.wrong
    }
    for (name, more) in other.vectors {
      let sum = vectors[name] ?? more.map { _ in 0 }
      vectors[name] = sum.count == more.count ? zip(sum, more).map { $0 + $1 } : more
    }
  }

  /// The errors as a count of events.
  var errorCount: EventCount { EventCount(trials: requests, events: errors) }

  /// The wrong predictions of a revision as a count of events.
  func wrongCount(of revision: String?) -> EventCount {
    guard let revision, let counts = outcomes[revision] else { return .none }
    return EventCount(trials: counts.correct + counts.wrong, events: counts.wrong)
  }

  private func hasFallen(since earlier: Counters) -> Bool {
    if requests < earlier.requests || errors < earlier.errors { return true }
    if let latency, let before = earlier.latency, latency.hasFallen(since: before) { return true }
    let labelsFell = outcomes.contains { revision, now in
      earlier.outcomes[revision].map { now.correct < $0.correct || now.wrong < $0.wrong } ?? false
    }
    return labelsFell
      || vectors.contains { name, now in
        earlier.vectors[name].map { $0.count == now.count && zip(now, $0).contains { $0 < $1 } } ?? false
      }
  }

  private func scaled(_ share: Double) -> Counters {
    var part = self
    part.requests *= share
    part.errors *= share
    part.latency = latency?.scaled(share)
    part.outcomes = outcomes.mapValues {
      LabelledOutcomes(correct: $0.correct * share, wrong: $0.wrong * share)
    }
    part.vectors = vectors.mapValues { $0.map { $0 * share } }
    return part
  }
}
