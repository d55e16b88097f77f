import KubeCore
import SlipwayAPI
import Testing

@testable import Demo

@Suite("The result of a demo")
struct DemoResultTests {
  private static func result(_ scenario: Scenario, _ outcome: RolloutOutcome, dropped: Int = 0) -> DemoResult {
    var counts = TrafficCounts()
    (counts.requests, counts.failed) = (1_234, 5)
    for _ in 0..<dropped { counts.drop("no replica is ready") }
    var result = DemoResult(
      scenario: scenario, modelSet: .wine, seed: 42, outcome: outcome.rawValue,
      decidingMetric: outcome == .rolledBack ? "accuracy" : nil, message: "Because.", counts: counts,
      secondsToDecision: 12.345, maxCandidateWeight: 33.333_333)
    if outcome == .rolledBack { result.secondsToRoute = 0.25 }
    return result
  }

  @Test("is one JSON object")
  func json() throws {
    let json = Self.result(.wrongModel, .rolledBack).json
    let expected: JSONValue = [
      "scenario": "wrong-model", "model": "wine", "seed": 42, "outcome": "RolledBack", "decidingMetric": "accuracy",
      "message": "Because.", "requests": 1234, "failedRequests": 5, "droppedRequests": 0,
      "secondsToDecision": 12.3, "maxCandidateWeight": 33.33, "secondsToRoute": 0.25,
    ]
    #expect(json == expected)
    #expect(try JSONParser.parse(JSONWriter.write(json)) == expected)
  }

  @Test("names no metric of a promotion, and why requests were dropped")
  func jsonVariants() {
    #expect(Self.result(.goodModel, .promoted).json["decidingMetric"] == .null)
    #expect(Self.result(.goodModel, .promoted).json["dropReasons"] == nil)
    let reasons = Self.result(.goodModel, .promoted, dropped: 7).json["dropReasons"]?.elements
    #expect(reasons?.count == 5)
  }

  @Test("keeps a seed that is no signed number")
  func largeSeed() {
    var result = Self.result(.goodModel, .promoted)
    result.seed = .max
    #expect(result.json["seed"] == "18446744073709551615")
  }

  @Test(
    "is as expected when the scenario calls for it and nothing was dropped",
    arguments: Scenario.allCases, [RolloutOutcome.promoted, .rolledBack])
  func isAsExpected(scenario: Scenario, outcome: RolloutOutcome) {
    let isRight = scenario.expectedOutcome == outcome
    #expect(Self.result(scenario, outcome).isAsExpected == isRight)
    #expect(!Self.result(scenario, outcome, dropped: 1).isAsExpected)
  }

  @Test("is not as expected when a rollback has moved the traffic too late, or was not seen to", arguments: [nil, 2.5])
  func slowRollback(seconds: Double?) {
    var result = Self.result(.wrongModel, .rolledBack)
    result.secondsToRoute = seconds
    #expect(!result.isAsExpected)
  }

  @Test("is one sentence for people")
  func sentence() {
    #expect(
      Self.result(.wrongModel, .rolledBack).sentence
        == "wrong-model: RolledBack because of accuracy after 12.3 s, the traffic 0.25 s after that, with at most 33.33% of the traffic. "
        + "1234 requests, 5 failed, 0 dropped.")
    #expect(Self.result(.wrongModel, .promoted).sentence.hasSuffix("This is not what the scenario calls for."))
  }
}
