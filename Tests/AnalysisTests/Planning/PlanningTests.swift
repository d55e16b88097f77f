import Statistics
import Testing

@testable import Analysis

@Suite struct PlanningTests {
  @Test(arguments: [
    (300.0, [0.1, 0.333]), (7500, [0.01, 0.032, 0.104, 0.333]), (15, [0.25, 0.333]), (0, [0.25, 0.333]),
    (.nan, [0.25, 0.333]),
  ])
  func automaticWeightsFollowTheTraffic(requests: Double, weights: [Double]) {
    #expect(AutomaticWeights.weights(requestsPerScrape: requests) == weights)
  }

  /// The planned seconds of the study, which agree with its simulation.
  @Test(arguments: [
    (0.01, 20.0, 1560.0), (0.05, 20, 375), (0.001, 20, 420), (0.02, 50, 375), (0.003, 20, 1350), (0.01, 500, 240),
  ])
  func forecastsAreThoseOfTheStudy(rate: Double, rps: Double, seconds: Double) throws {
    let forecast = RolloutForecast(
      requestsPerSecond: rps, errorRate: rate, weights: [0.05, 0.1, 0.25, 0.5])
    let planned = try #require(forecast.seconds)
    #expect(abs(planned / seconds - 1) < 0.15, "\(planned)")
    #expect(forecast.lines.count >= 5)
  }

  @Test func regressionsCostWhatTheStudySays() throws {
    let forecast = RolloutForecast(requestsPerSecond: 20, errorRate: 0.01, weights: [0.05, 0.5])
    let twice = try #require(forecast.regressions.first { $0.factor == 2 })
    #expect(abs(twice.failures - 24) < 1.5, "\(twice)")
    let nothing = RolloutForecast(requestsPerSecond: 0, errorRate: .nan, weights: [])
    #expect(nothing.seconds == nil && nothing.regressions.isEmpty)
  }

  /// A good and a bad rollout of made-up traffic, drawn.
  @Test(arguments: [(0.01, RolloutRehearsal.End.promoted), (0.08, .rolledBack)])
  func rehearsalsEndAndAreDrawn(rate: Double, end: RolloutRehearsal.End) {
    var configuration = JudgeConfiguration()
    configuration.latency = nil
    var (random, pods) = (SplitMix64(seed: 3), [(0.0, 0.0), (0.0, 0.0)])
    let rehearsal = RolloutRehearsal(configuration: configuration, weights: [0.1, 0.33]) { index, weight in
      guard index < 400 else { return nil }
      for (pod, share, rate) in [(0, 1 - weight, 0.01), (1, weight, rate)] {
        let requests = (600 * share).rounded()
        pods[pod].0 += requests
        pods[pod].1 += Double((0..<Int(requests)).count { _ in Double.random(in: 0..<1, using: &random) < rate })
      }
      let time = Double(index + 1) * 15
      return (
        time,
        [Track.stable, .candidate].enumerated().map { place, track in
          PodSamples(
            pod: track.rawValue, revision: track.rawValue, track: track, time: time, startTime: 0,
            requests: pods[place].0, errors: pods[place].1)
        }
      )
    }
    #expect(rehearsal.end == end)
    let welch = rehearsal.report.flatMap(\.welch)
    #expect(end == .rolledBack || welch.map { $0 > 0.05 } == true)
    let chart = rehearsal.trace.chart(width: 40, height: 8)
    #expect(chart.count == 9)
    #expect(chart.joined().contains("o"))
  }
}
