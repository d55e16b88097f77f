import Testing

@testable import Analysis

@Suite("The load") struct LoadMeterTests {
  private func round(at time: Double, rates: [String: Double], slow: Double = 0) -> [PodSamples] {
    rates.keys.sorted().map { pod in
      let requests = time * (rates[pod] ?? 0)
      return PodSamples(
        pod: pod, revision: "a", track: .stable, time: time, requests: requests, errors: 0,
        latency: LatencyHistogram(
          bounds: [0.1, 1], cumulative: [requests * (1 - slow), requests], sum: requests / 20, count: requests))
    }
  }

  @Test("is that of all pods together, and the most is that of one")
  func rates() {
    var meter = LoadMeter(goal: nil)
    #expect(meter.rate == nil)
    for time in stride(from: 0.0, through: 60, by: 5) { meter.observe(round(at: time, rates: ["p": 10, "q": 30])) }
    #expect(meter.rate == 40 && meter.pods == 2 && meter.mostPerPod == 30)
    // A pod that is gone carries nothing any more; what one has carried stays known.
    meter.observe(round(at: 75, rates: ["p": 10]))
    #expect(meter.rate == 10 && meter.mostPerPod == 30)
  }

  @Test("that was carried too slowly is no throughput")
  func goal() {
    var meter = LoadMeter(goal: LoadMeter.Goal(latency: 0.1, percentile: 0.99))
    for time in stride(from: 0.0, through: 60, by: 5) { meter.observe(round(at: time, rates: ["p": 10], slow: 0.2)) }
    #expect(meter.rate == 10 && meter.mostPerPod == nil)
  }

  @Test("of a process that has started anew is counted from there")
  func restart() {
    var meter = LoadMeter(goal: nil)
    meter.observe(round(at: 0, rates: ["p": 10]))
    meter.observe(round(at: 100, rates: ["p": 10]))
    for (time, requests) in [(105.0, 0.0), (120, 150)] {
      var fresh = round(at: time, rates: ["p": 10])
      fresh[0].requests = requests
      meter.observe(fresh)
    }
    // What the process before it had counted since the last look is lost.
    #expect(meter.rate == 7.5)
  }
}
