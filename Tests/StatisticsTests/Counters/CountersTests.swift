import Testing

@testable import Statistics

@Suite struct CountersTests {
  @Test func increasesMatchTheReference() throws {
    for vector in try ReferenceVector.group("counter_increase") {
      let increments = CounterIncrease.increments(of: vector.in["values"].list.map(\.optionalNumber))
      #expect(increments == vector.out["increments"].list.map(\.optionalNumber))
      #expect(increments.compactMap(\.self).reduce(0, +) == vector.out["total"].number)
    }
  }

  @Test func impossibleReadingsAreMissingReadings() {
    #expect(CounterIncrease.increments(of: [1, .nan, -3, .infinity, 4]) == [nil, nil, nil, nil, 3])
  }

  @Test func quantilesMatchTheReference() throws {
    for vector in try ReferenceVector.group("histogram_quantile") {
      let histogram = CumulativeHistogram(
        bounds: vector.in["le"].numbers, counts: vector.in["cumulative"].numbers)
      #expect(agree(histogram.quantile(vector.in["q"].number), vector.out["value"].number), "\(vector)")
    }
  }

  @Test func histogramsWithoutAnAnswerSayNaN() {
    #expect(CumulativeHistogram(bounds: [], counts: []).quantile(0.5).isNaN)
    #expect(CumulativeHistogram(bounds: [1, 2], counts: [3, 4]).quantile(0.5).isNaN)
    #expect(CumulativeHistogram(bounds: [1, .infinity], counts: [3, 4]).quantile(.nan).isNaN)
    #expect(CumulativeHistogram(bounds: [.nan, 1, .infinity], counts: [1, .nan, 4]).quantile(0.5).isNaN)
  }

  @Test func burnRatesMatchTheReference() throws {
    for vector in try ReferenceVector.group("burn_rate") {
      let counts = EventCount(trials: vector.in["requests"].number, events: vector.in["errors"].number)
      let burn = try #require(
        BurnRate(
          counts: counts, objective: vector.in["slo"].number, window: vector.in["window_s"].number,
          period: vector.in["period_s"].number))
      #expect(agree(burn.rate, vector.out["burn"].number))
      #expect(agree(burn.budgetUsed, vector.out["budget_used"].number))
    }
    #expect(BurnRate(counts: .none, objective: 0.99, window: 60, period: 3600) == nil)
    #expect(BurnRate(counts: EventCount(trials: 1, events: 1), objective: 1, window: 60, period: 3600) == nil)
  }

  @Test func countsArePulledIntoRange() {
    #expect(EventCount(trials: .nan, events: 3) == .none)
    #expect(EventCount(trials: 5, events: 9) == EventCount(trials: 5, events: 5))
    #expect(EventCount(trials: -5, events: -9) == .none)
    #expect(EventCount(trials: .infinity, events: .infinity).trials.isFinite)
  }
}
