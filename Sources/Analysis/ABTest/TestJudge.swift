import Statistics

/// Judges an A/B test as a whole: whether requests reach the arms in their shares, and whether one of them is better than
/// all others.
///
/// Every version is compared with every other at the same time. The chance that a version wins which is not the best is at
/// most `falsePromotion`, over all looks: a false winner has to beat the best one, and each of the others gets its part of
/// that chance.
public struct TestJudge: Sendable, Codable, Equatable {
  /// The versions that are compared, the stable one first.
  public let revisions: [String]
  /// By what.
  public let metric: TestMetric

  private let configuration: JudgeConfiguration
  private let shareTolerance: Double
  private var ledger: PodLedger
  /// What the pods that were seen run.
  private var versions = StateMap<String>()
  private var totals = StateMap<Counters>()
  /// By the names of the pairs.
  private var shares = StateMap<ShareContest>()
  private var means = StateMap<MeanDifference>()
  private var ratios = StateMap<SampleRatio>()
  private var asked = StateMap<Double>()

  private struct Pair: Sendable, Hashable {
    var better: String
    var other: String

    var name: String { "\(better) \(other)" }
  }

  /// Starts without data.
  ///
  /// - Parameters:
  ///   - shareTolerance: by which part of its share a version may miss it, besides chance; one twentieth by default. Where
  ///     clients stay with a version a few busy ones can shift shares, although they were assigned as they should be.
  ///   - began: the time at which the test began, on the clock of the samples.
  public init(
    revisions: [String], metric: TestMetric, configuration: JudgeConfiguration = JudgeConfiguration(),
    shareTolerance: Double = 0.05, began: Double? = nil
  ) {
    self.shareTolerance = shareTolerance
    (self.revisions, self.metric, self.configuration) = (revisions, metric, configuration)
    ledger = PodLedger(warmUp: 0, memory: 5 * configuration.blockSeconds, began: began)
  }

  /// Takes one round of scrapes.
  ///
  /// - Parameter shares: the share of the requests that each version was to get since the round before, from 0 to 1; `nil`
  ///   where it does not follow from weights alone.
  public mutating func observe(_ samples: [PodSamples], shares asked: [String: Double]?) {
    for sample in samples where versions.entries.count < 4 * PodLedger.mostPods { versions.entries[sample.pod] = sample.revision }
    guard let interval = ledger.take(samples, revisions: Set(revisions)).interval else { return }
    var grown: [String: Counters] = [:]
    var all = Counters.none
    for pod in interval.pods {
      all.add(pod.counters)
      if let revision = versions.entries[pod.pod] { grown[revision, default: .none].add(pod.counters) }
    }
    // Labels count for the version that predicted, whichever pod was told.
    for revision in revisions { grown[revision, default: .none].outcomes = all.outcomes }
    for revision in revisions { totals.entries[revision, default: .none].add(grown[revision] ?? .none) }
    compare(grown)
    if let asked { check(grown, asked) }
  }

  private mutating func compare(_ grown: [String: Counters]) {
    for better in revisions {
      for other in revisions where other != better {
        let (left, right) = (grown[better] ?? .none, grown[other] ?? .none)
        let pair = Pair(better: better, other: other)
        if let bad = metric.bad(left, of: better), let otherBad = metric.bad(right, of: other) {
          shares.entries[pair.name, default: ShareContest()].observe(better: bad, other: otherBad)
        } else if let mean = metric.mean(left), let otherMean = metric.mean(right) {
          means.entries[pair.name, default: MeanDifference()].observe(candidate: mean, stable: otherMean)
        }
      }
    }
  }

  private mutating func check(_ grown: [String: Counters], _ asked: [String: Double]) {
    let all = revisions.reduce(0) { $0 + (grown[$1]?.requests ?? 0) }
    for revision in revisions {
      guard let share = asked[revision] else { continue }
      let requests = grown[revision]?.requests ?? 0
      ratios.entries[revision, default: SampleRatio()].observe(candidate: requests, stable: all - requests, share: share)
      self.asked.entries[revision] = share
    }
  }

  // MARK: Conclusions

  /// The version that is proven to be better than every other, if one is.
  public var winner: String? {
    guard revisions.count > 1, revisions.allSatisfy({ requests($0) >= configuration.minimumRequests }) else { return nil }
    let limit = LogDomain.log(Double(revisions.count - 1)) - LogDomain.log(configuration.falsePromotion)
    return revisions.first { revision in
      revisions.allSatisfy { $0 == revision || logEvidence(Pair(better: revision, other: $0)) >= limit }
    }
  }

  /// Why the requests do not reach the versions in their shares: proven, and so far off that it matters.
  public var mismatch: String? {
    let limit = LogDomain.log(Double(revisions.count)) - LogDomain.log(configuration.falseRollback)
    let all = revisions.reduce(0) { $0 + requests($1) }
    return revisions.lazy.compactMap { revision -> String? in
      guard let asked = asked.entries[revision], all > 0, ratios.entries[revision]?.total ?? 0 >= limit else { return nil }
      let seen = requests(revision) / all
      guard abs(seen - asked) > max(0.01, shareTolerance * asked) else { return nil }
      return "Revision \(revision) got \(NumberText.percent(seen)) of \(NumberText.count(all)) requests where "
        + "\(NumberText.percent(asked)) were to reach it."
    }.first
  }

  /// What each version has, in words.
  public var summary: String { revisions.map { "\($0) \(figure($0))" }.joined(separator: ", ") }

  private func requests(_ revision: String) -> Double { totals.entries[revision]?.requests ?? 0 }

  private func logEvidence(_ pair: Pair) -> Double {
    if let contest = shares.entries[pair.name] { return contest.logEvidence }
    guard let difference = means.entries[pair.name], difference.scrapes >= 10,
      let mixture = NormalMixture(alpha: configuration.falsePromotion, tunedFor: 40)
    else { return 0 }
    return difference.logEvidence(above: 0, mixture)
  }

  private func figure(_ revision: String) -> String {
    let counters = totals.entries[revision] ?? .none
    if let bad = metric.bad(counters, of: revision) {
      guard let rate = bad.rate else { return "nothing yet" }
      let share = metric == .errors ? "\(NumberText.percent(rate)) failed" : "\(NumberText.percent(1 - rate)) good"
      return "\(share) of \(NumberText.count(bad.trials))"
    }
    guard case .mean(let name, _) = metric, let sums = counters.vectors[name], sums.count == 2, sums[1] > 0 else {
      return "nothing yet"
    }
    return "\(NumberText.fixed(sums[0] / sums[1], decimals: 4)) over \(NumberText.count(sums[1]))"
  }
}
