import Statistics
import Testing

@testable import Analysis

@Suite struct PodLedgerTests {
  private func sample(
    _ pod: String, at time: Double, requests: Double, errors: Double = 0, track: Track = .candidate,
    started: Double? = nil, outcomes: [String: LabelledOutcomes] = [:], latency: LatencyHistogram? = nil
  ) -> PodSamples {
    PodSamples(
      pod: pod, revision: track.rawValue, track: track, time: time, startTime: started, requests: requests,
      errors: errors, latency: latency, outcomes: outcomes)
  }

  private func ledger() -> PodLedger { PodLedger(warmUp: 30, memory: 600, began: 0) }

  private let revisions: Set = ["stable", "candidate"]

  @Test func theFirstSampleOfAnOldPodIsHistory() {
    var ledger = ledger()
    let round = ledger.take([sample("a", at: 10, requests: 500, errors: 5)], revisions: revisions)
    #expect(round.interval == nil)
    #expect(round.history.map(\.counters.requests) == [500])
  }

  @Test func aPodThatStartedLaterCountsFromItsFirstRequest() {
    var ledger = ledger()
    let round = ledger.take([sample("a", at: 10, requests: 40, errors: 7, started: 3)], revisions: revisions)
    #expect(round.interval?.total(of: .candidate).requests == 40)
    #expect(round.interval?.total(of: .candidate).errors == 7)
    #expect(round.history.isEmpty)
  }

  @Test func incrementsAreDifferencesAndARestartCountsFromZero() {
    var ledger = ledger()
    var totals: [[Double]] = []
    for (time, requests, errors) in [(0.0, 100.0, 10.0), (10, 120, 11), (20, 8, 3), (30, 9, 3)] {
      let round = ledger.take([sample("a", at: time, requests: requests, errors: errors)], revisions: revisions)
      let total = round.interval?.total(of: .candidate)
      totals.append([total?.requests ?? -1, total?.errors ?? -1])
    }
    #expect(totals == [[-1, -1], [20, 1], [8, 3], [1, 0]])
  }

  /// The new process has already answered more requests than the old one, but its errors betray it.
  @Test func oneFallenCounterMeansThatAllBeganAnew() {
    var ledger = ledger()
    _ = ledger.take([sample("a", at: 0, requests: 10, errors: 5)], revisions: revisions)
    let round = ledger.take([sample("a", at: 10, requests: 12, errors: 1)], revisions: revisions)
    #expect(round.interval?.total(of: .candidate).requests == 12)
    #expect(round.interval?.total(of: .candidate).errors == 1)
  }

  @Test func aMissingScrapeIsBridged() {
    var ledger = ledger()
    let both = { (time: Double, a: Double, b: Double) in
      [sample("a", at: time, requests: a), sample("b", at: time, requests: b)]
    }
    _ = ledger.take(both(0, 0, 0), revisions: revisions)
    let gap = ledger.take([sample("a", at: 10, requests: 5)], revisions: revisions)
    #expect(gap.interval?.total(of: .candidate).requests == 5)
    let next = ledger.take(both(20, 9, 30), revisions: revisions)
    #expect(next.interval?.total(of: .candidate).requests == 34)
  }

  @Test func podsScrapedAtDifferentTimesShareOneGrid() throws {
    var ledger = ledger()
    _ = ledger.take(
      [sample("a", at: 0, requests: 0), sample("b", at: 4, requests: 0)], revisions: revisions)
    let first = try #require(
      ledger.take([sample("a", at: 10, requests: 100), sample("b", at: 14, requests: 100)], revisions: revisions)
        .interval)
    #expect(first.start == 0 && first.end == 10)
    #expect(first.pods(of: .candidate).map(\.counters.requests) == [100, 60])
    let second = try #require(
      ledger.take([sample("a", at: 20, requests: 200), sample("b", at: 24, requests: 200)], revisions: revisions)
        .interval)
    #expect(second.end == 20)
    #expect(abs(second.total(of: .candidate).requests - 200) < 1e-9)
  }

  @Test func nothingIsLostOrCountedTwiceOverTime() {
    var ledger = ledger()
    var random = SplitMix64(seed: 11)
    var (counters, sums) = ([0.0, 0.0, 0.0], 0.0)
    for round in 0..<200 {
      var samples: [PodSamples] = []
      for pod in counters.indices {
        if round > 0 { counters[pod] += Double(random.poisson(20)) }
        let late = random.uniform() * 3
        let isMissing = random.uniform() < 0.2 && round > 0 && round < 199
        if !isMissing { samples.append(sample("\(pod)", at: Double(round) * 10 + late, requests: counters[pod])) }
      }
      sums += ledger.take(samples, revisions: revisions).interval?.total(of: .candidate).requests ?? 0
    }
    // All but what was counted after the last common time.
    #expect(sums <= counters.reduce(0, +) + 1e-6)
    #expect(sums >= counters.reduce(0, +) - 60)
  }

  @Test func vanishedPodsAreForgottenAndNotCountedTwice() {
    var ledger = PodLedger(warmUp: 0, memory: 60, began: 0)
    _ = ledger.take([sample("old", at: 5, requests: 50, started: 1)], revisions: revisions)
    for time in stride(from: 10.0, through: 200, by: 10) {
      _ = ledger.take([sample("other", at: time, requests: time)], revisions: revisions)
    }
    let round = ledger.take([sample("old", at: 210, requests: 70, started: 1)], revisions: revisions)
    #expect(round.interval?.total(of: .candidate).requests ?? 0 == 0)
    #expect(round.history.map(\.counters.requests) == [70])
  }

  @Test func latenciesOfAColdPodDoNotCount() throws {
    var ledger = ledger()
    let histogram = { (count: Double) in
      LatencyHistogram(bounds: [0.1], cumulative: [count / 2], sum: 0, count: count)
    }
    var counts: [Double?] = []
    for time in stride(from: 10.0, through: 60, by: 10) {
      let round = ledger.take(
        [sample("a", at: time, requests: time, started: 5, latency: histogram(time))], revisions: revisions)
      counts.append(round.interval?.total(of: .candidate).latency?.count)
    }
    #expect(counts == [nil, nil, nil, nil, 10, 10])
  }

  @Test func labelsCountForTheRevisionThatPredicted() {
    var ledger = ledger()
    let outcomes = { (wrong: Double) in
      ["candidate": LabelledOutcomes(correct: 0, wrong: wrong), "other": LabelledOutcomes(correct: 9, wrong: 9)]
    }
    _ = ledger.take([sample("s", at: 0, requests: 1, track: .stable)], revisions: revisions)
    let round = ledger.take(
      [sample("s", at: 10, requests: 2, track: .stable, outcomes: outcomes(3))], revisions: revisions)
    #expect(round.interval?.total(of: .stable).wrongCount(of: "candidate").events == 3)
    #expect(round.interval?.total(of: .stable).outcomes["other"] == nil)
  }

  @Test func impossibleSamplesAreFaults() {
    var ledger = ledger()
    let round = ledger.take(
      [
        sample("a", at: .nan, requests: 1), sample("b", at: 0, requests: -1), sample("c", at: 0, requests: .infinity),
        sample("d", at: 0, requests: 1, outcomes: ["candidate": LabelledOutcomes(correct: .nan, wrong: 0)]),
      ], revisions: revisions)
    #expect(round.implausible == 4)
    #expect(round.answered.isEmpty)
    #expect(round.interval == nil)
  }

  @Test func repeatedAndOldSamplesChangeNothing() {
    var ledger = ledger()
    _ = ledger.take([sample("a", at: 0, requests: 1)], revisions: revisions)
    _ = ledger.take([sample("a", at: 10, requests: 5)], revisions: revisions)
    for time in [10.0, 4] {
      let round = ledger.take([sample("a", at: time, requests: 99)], revisions: revisions)
      #expect(round.interval == nil)
    }
  }
}
