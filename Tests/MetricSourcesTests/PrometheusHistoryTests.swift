import Analysis
import Testing

@testable import MetricSources

@Suite("What a Prometheus server has kept") struct PrometheusHistoryTests {
  /// Two pods that were scraped every 15 seconds, at odd moments, and answered a request a second; the second came later.
  private static let pods = [
    (name: "fraud-v1-a", from: 1_000.0, until: 3_000.0), (name: "fraud-v2-b", from: 1_600.0, until: 3_000.0),
  ]

  /// A server with these pods. It answers no question about more than an hour.
  @Sendable private static func answer(
    _ promQL: String, _ time: Double
  ) async throws(ProviderFailure) -> [PrometheusSeries] {
    guard let range = promQL.split(separator: "[").last.flatMap({ Double($0.dropLast(2)) }), range <= 3_600 else {
      throw ProviderFailure(.refused, "too much")
    }
    return pods.filter { promQL.contains("pod=~\"\($0.name.dropLast(2))-.*\"") || promQL.contains("pod=~\".*\"") }.map { pod in
      let times = stride(from: pod.from + 3.5, to: min(pod.until, time), by: 15).filter { $0 > time - range }
      return PrometheusSeries(
        labels: ["__name__": "model_requests_total", "pod": pod.name, "namespace": "ml", "code": "200"],
        points: times.map { PrometheusSeries.Point(time: $0, value: $0 - pod.from) })
    }
  }

  private let history = PrometheusHistory(labels: .init(), namespace: "ml", deployment: "fraud", query: answer)

  private func versions(_ stable: String, _ candidate: String) -> [PrometheusHistory.Version] {
    [.init(pods: stable, track: .stable), .init(pods: candidate, track: .candidate)]
  }

  @Test("is read in rounds, as it would have been read then")
  func rounds() async throws {
    let rounds = try await history.rounds(
      of: versions("fraud-v1-.*", "fraud-v2-.*"), preset: .slipway, in: 1_100...2_900, every: 10)
    #expect(rounds.count == 181 && rounds.first?.time == 0 && rounds.last?.time == 1_800)
    for round in rounds {
      let pods = round.samples.map(\.pod)
      // The second is first scraped at 1,603.5.
      #expect(pods == (round.time + 1_100 < 1_603.5 ? ["fraud-v1-a"] : ["fraud-v1-a", "fraud-v2-b"]))
      for sample in round.samples {
        #expect(sample.time <= round.time && sample.time > round.time - 15.001)
        #expect(sample.revision == (sample.track == .stable ? "v1" : "v2"))
        #expect(sample.requests == sample.time + 1_100 - (sample.track == .stable ? 1_000 : 1_600))
      }
    }
  }

  @Test("counts as missing once it is old")
  func gap() async throws {
    let rounds = try await history.rounds(
      of: versions("fraud-v1-.*", "fraud-v2-.*"), preset: .slipway, in: 2_950...3_100, every: 10)
    #expect(rounds.map(\.samples.count) == Array(repeating: 2, count: 9) + Array(repeating: 0, count: 7))
  }

  @Test("must tell the versions apart")
  func ambiguous() async {
    let failure = await #expect(throws: ProviderFailure.self) {
      try await history.rounds(of: versions(".*", "fraud-v2-.*"), preset: .slipway, in: 2_000...2_100, every: 10)
    }
    #expect(failure?.reason.contains("fraud-v2-b") == true)
  }

  @Test("of a regular expression keeps its backslashes")
  func escapes() async throws {
    let history = PrometheusHistory(labels: .init(pod: "p", namespace: "n"), namespace: #"a"b"#, deployment: "fraud") {
      (promQL: String, _: Double) async throws(ProviderFailure) -> [PrometheusSeries] in
      #expect(promQL.contains(#",n="a\"b",p=~"fraud-\\d+"}[50s]"#), "\(promQL)")
      return []
    }
    let version = PrometheusHistory.Version(pods: #"fraud-\d+"#, track: .stable)
    let rounds = try await history.rounds(of: [version], preset: .slipway, in: 0...10, every: 10)
    #expect(rounds.count == 2 && rounds.allSatisfy(\.samples.isEmpty))
  }
}
