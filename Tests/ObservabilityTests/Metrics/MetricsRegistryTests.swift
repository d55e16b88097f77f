import Testing

@testable import Observability

@Suite struct MetricsRegistryTests {
  @Test func expositionIsOrderedAndComplete() throws {
    let registry = MetricsRegistry()
    let requests = try registry.makeCounter("requests_total", help: "Requests served.", labels: ["code", "path"])
    requests.increment(["500", "/b"])
    requests.increment(["200", "/a"], by: 2)
    requests.increment(["200", "/a"], by: 0.5)
    let depth = try registry.makeGauge("depth", help: "Items waiting.")
    depth.set(3)
    depth.add(-4.25)
    let durations = try registry.makeHistogram(
      "duration_seconds", help: "Time to answer.", labels: ["model"], buckets: [0.005, 1, 2.5])
    for value in [0.005, 0.25, 1.75, 2.75] { durations.observe(value, ["fraud"]) }
    #expect(
      registry.exposition() == """
        # HELP depth Items waiting.
        # TYPE depth gauge
        depth -1.25
        # HELP duration_seconds Time to answer.
        # TYPE duration_seconds histogram
        duration_seconds_bucket{model="fraud",le="0.005"} 1
        duration_seconds_bucket{model="fraud",le="1"} 2
        duration_seconds_bucket{model="fraud",le="2.5"} 3
        duration_seconds_bucket{model="fraud",le="+Inf"} 4
        duration_seconds_sum{model="fraud"} 4.755
        duration_seconds_count{model="fraud"} 4
        # HELP requests_total Requests served.
        # TYPE requests_total counter
        requests_total{code="200",path="/a"} 2.5
        requests_total{code="500",path="/b"} 1

        """)
  }

  @Test func helpAndLabelValuesAreEscaped() throws {
    let registry = MetricsRegistry()
    let counter = try registry.makeCounter("odd_total", help: "A \"quote\", a \\ and\na line.", labels: ["text"])
    counter.increment(["a \"quote\", a \\ and\na line"])
    #expect(
      registry.exposition() == #"""
        # HELP odd_total A "quote", a \\ and\na line.
        # TYPE odd_total counter
        odd_total{text="a \"quote\", a \\ and\na line"} 1

        """#)
  }

  @Test func seriesBeyondTheLimitAreDroppedAndCounted() throws {
    let registry = MetricsRegistry()
    let counter = try registry.makeCounter("hits_total", help: "Hits.", labels: ["user"], seriesLimit: 2)
    for user in ["a", "b", "c", "d", "a"] { counter.increment([user]) }
    counter.increment(["a", "extra"])
    #expect(counter.value(["a"]) == 2)
    #expect(counter.value(["c"]) == nil)
    #expect(registry.exposition().hasSuffix(#"metrics_dropped_samples_total{family="hits_total"} 3"# + "\n"))
  }

  @Test func removedSeriesLeaveTheTextAndMakeRoom() throws {
    let registry = MetricsRegistry()
    let counter = try registry.makeCounter("c_total", help: "C.", labels: ["model", "revision"], seriesLimit: 2)
    let gauge = try registry.makeGauge("g", help: "G.", labels: ["revision"])
    let other = try registry.makeGauge("other", help: "No revision here.")
    counter.increment(["m", "old"])
    counter.increment(["m", "new"])
    gauge.set(1, ["old"])
    other.set(1)
    #expect(registry.removeSeries(where: ["revision": "old"]) == 2)
    #expect(counter.value(["m", "old"]) == nil)
    #expect(counter.value(["m", "new"]) == 1)
    #expect(other.value() == 1)
    counter.increment(["m", "newer"])
    #expect(counter.value(["m", "newer"]) == 1)
    #expect(counter.removeSeries(where: ["absent": "x"]) == 0)
  }

  @Test func countersNeverFallAndHistogramsIgnoreNaN() throws {
    let registry = MetricsRegistry()
    let counter = try registry.makeCounter("c_total", help: "C.")
    counter.increment(by: 2)
    for amount in [-1, .nan, .infinity] { counter.increment(by: amount) }
    #expect(counter.value() == 2)
    let histogram = try registry.makeHistogram("h", help: "H.", buckets: [1])
    histogram.observe(.nan)
    #expect(histogram.value() == nil)
    histogram.observe(5)
    #expect(histogram.value()?.counts == [0, 1])
  }

  @Test func theSameDeclarationGivesTheSameFamily() throws {
    let registry = MetricsRegistry()
    let first = try registry.makeCounter("c_total", help: "C.", labels: ["a"])
    let second = try registry.makeCounter("c_total", help: "C.", labels: ["a"])
    #expect(first === second)
    let conflict = ObservabilityError(code: .conflictingDeclaration, message: "", subject: "")
    #expect(throws: conflict) { try registry.makeCounter("c_total", help: "C.", labels: ["b"]) }
    #expect(throws: conflict) { try registry.makeGauge("c_total", help: "C.", labels: ["a"]) }
    _ = try registry.makeHistogram("h", help: "H.", buckets: [1])
    #expect(throws: conflict) { try registry.makeHistogram("h", help: "H.", buckets: [2]) }
    #expect(throws: conflict) { try registry.makeCounter("metrics_dropped_samples_total", help: "Mine.") }
  }

  @Test(arguments: [
    ("", [], ObservabilityError.Code.invalidName),
    ("1st", [], .invalidName),
    ("naïve", [], .invalidName),
    ("a-b", [], .invalidName),
    ("ok:total", ["a:b"], .invalidLabel),
    ("ok", ["__name"], .invalidLabel),
    ("ok", ["le"], .invalidLabel),
    ("ok", ["a", "a"], .invalidLabel),
  ])
  func namesOutsideTheRulesAreRefused(name: String, labels: [String], code: ObservabilityError.Code) {
    let error = #expect(throws: ObservabilityError.self) {
      try MetricsRegistry().makeCounter(name, help: "", labels: labels)
    }
    #expect(error?.code == code)
  }

  @Test(arguments: [[], [2, 1], [1, 1], [1, Double.infinity], [Double.nan]])
  func bucketsMustIncrease(buckets: [Double]) {
    let error = #expect(throws: ObservabilityError.self) {
      try MetricsRegistry().makeHistogram("h", help: "", buckets: buckets)
    }
    #expect(error?.code == .invalidBuckets)
  }

  @Test func concurrentIncrementsAllCount() async throws {
    let registry = MetricsRegistry()
    let counter = try registry.makeCounter("c_total", help: "C.", labels: ["worker"])
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask { for _ in 0..<500 { counter.increment(["\(worker % 2)"]) } }
      }
    }
    #expect(counter.value(["0"]) == 2000)
    #expect(counter.value(["1"]) == 2000)
  }

  @Test func collectedFamiliesStandAmongTheOthersInOrder() throws {
    let registry = MetricsRegistry()
    try registry.makeCounter("m_total", help: "Counted here.").increment()
    let number = MetricSnapshot.Value.number(2)
    registry.collect {
      [
        MetricSnapshot("z", .gauge, help: "Last.", series: [([], number)]),
        MetricSnapshot("m_total", .counter, help: "Its name is taken.", series: [([], number)]),
        MetricSnapshot("0", .gauge, help: "It has no name.", series: [([], number)]),
        MetricSnapshot(
          "a_seconds", .histogram, help: "First.", labels: ["name"],
          series: [(["x"], .histogram(bounds: [1, 5], counts: [2, 0, 1], sum: 9.5)), ([], number)]),
      ]
    }
    #expect(
      registry.exposition() == """
        # HELP a_seconds First.
        # TYPE a_seconds histogram
        a_seconds_bucket{name="x",le="1"} 2
        a_seconds_bucket{name="x",le="5"} 2
        a_seconds_bucket{name="x",le="+Inf"} 3
        a_seconds_sum{name="x"} 9.5
        a_seconds_count{name="x"} 3
        # HELP m_total Counted here.
        # TYPE m_total counter
        m_total 1
        # HELP z Last.
        # TYPE z gauge
        z 2

        """)
  }
}
