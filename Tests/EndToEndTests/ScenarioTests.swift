import Foundation
import KubeCore
import Testing

/// The scenarios of the demo, played whole. With `KUBECONFIG` set, on that cluster too.
@Suite(.serialized) struct ScenarioTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var scenario: String
    var outcome: String
    var metric: JSONValue
    /// The largest share of a candidate on trial, in per cent.
    var weight: ClosedRange<Double>

    var testDescription: String { scenario }
  }

  static let cases = [
    Case(scenario: "good-model", outcome: "Promoted", metric: .null, weight: 50...50),
    Case(scenario: "wrong-model", outcome: "RolledBack", metric: "accuracy", weight: 25...50),
    Case(scenario: "slow-model", outcome: "RolledBack", metric: "latency", weight: 25...50),
    Case(scenario: "failing-model", outcome: "RolledBack", metric: "errors", weight: 25...50),
    Case(scenario: "blue-green", outcome: "Promoted", metric: .null, weight: 100...100),
    Case(scenario: "shadow", outcome: "Promoted", metric: .null, weight: 50...50),
    Case(scenario: "ab", outcome: "Promoted", metric: .null, weight: 30...30),
    Case(scenario: "superseded", outcome: "Promoted", metric: .null, weight: 50...50),
    Case(scenario: "approval", outcome: "Promoted", metric: .null, weight: 50...50),
    Case(scenario: "rollback", outcome: "RolledBack", metric: .null, weight: 0...0),
  ]

  private static let seed = UInt64.random(in: 1...1_000_000)

  @Test("every scenario ends as it should, without a dropped request", .timeLimit(.minutes(6)), arguments: cases)
  func simulated(_ scenario: Case) throws { try play(scenario, []) }

  @Test(
    "promotions and a rollback go by an HTTPRoute as well", .timeLimit(.minutes(6)),
    arguments: cases.filter { ["good-model", "wrong-model", "blue-green"].contains($0.scenario) })
  func routed(_ scenario: Case) throws { try play(scenario, ["--router", "gateway"]) }

  @Test(
    "the same on the cluster of KUBECONFIG",
    .enabled(if: realCluster != nil, "skipped: KUBECONFIG names no cluster"), .timeLimit(.minutes(6)),
    arguments: cases)
  func real(_ scenario: Case) throws { try play(scenario, ["--kubeconfig", #require(realCluster)]) }

  private func play(_ scenario: Case, _ arguments: [String]) throws {
    let result = try DemoProcess(
      arguments: ["--scenario", scenario.scenario, "--seed", String(Self.seed), "--output", "json"] + arguments
    ).run()
    let played = "seed \(Self.seed)\n\(result.log.suffix(4_000))"
    #expect(result.status == 0, "\(played)")
    let json = try result.json()
    #expect(json["outcome"]?.string == scenario.outcome, "\(played)")
    #expect(json["decidingMetric"] == scenario.metric, "\(played)")
    #expect(json["droppedRequests"] == 0, "\(json)")
    #expect(json["requests"]?.integer ?? 0 > 100)
    let failed = json["failedRequests"]?.integer ?? 0
    #expect(scenario.scenario == "failing-model" ? failed > 0 : failed == 0)
    #expect(scenario.weight.contains(json["maxCandidateWeight"]?.double ?? -1), "\(json)")
    if scenario.outcome == "RolledBack" { #expect(json["secondsToRoute"]?.double ?? 2 < 2, "\(json)") }
  }
}

private let realCluster = ProcessInfo.processInfo.environment["KUBECONFIG"].flatMap { $0.isEmpty ? nil : $0 }
