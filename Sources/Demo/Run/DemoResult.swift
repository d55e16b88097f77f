public import KubeCore
import SlipwayAPI

/// How a demo ended.
public struct DemoResult: Sendable, Hashable {
  public var scenario: Scenario
  public var modelSet: ModelSet
  public var seed: UInt64
  /// `Promoted` or `RolledBack`.
  public var outcome: String
  /// The metric that decided a rollback; `nil` for a promotion, for which all must be good enough.
  public var decidingMetric: String?
  public var message: String
  public var counts: TrafficCounts
  /// From the moment the new version was applied to the decision.
  public var secondsToDecision: Double
  /// The largest share of the traffic that the candidate had while it was on trial, in per cent.
  public var maxCandidateWeight: Double

  /// Whether the demo ended as the scenario calls for, without a dropped request.
  public var isAsExpected: Bool { outcome == scenario.expectedOutcome.rawValue && counts.dropped == 0 }

  /// The object that `--output json` prints.
  public var json: JSONValue {
    var json: JSONValue = [
      "scenario": .string(scenario.rawValue), "model": .string(modelSet.rawValue),
      "seed": Int64(exactly: seed).map { .integer($0) } ?? .string(String(seed)),
      "outcome": .string(outcome), "decidingMetric": decidingMetric.map { .string($0) } ?? .null,
      "message": .string(message), "requests": .integer(Int64(counts.requests)),
      "failedRequests": .integer(Int64(counts.failed)), "droppedRequests": .integer(Int64(counts.dropped)),
      "secondsToDecision": .double((secondsToDecision * 10).rounded() / 10),
      "maxCandidateWeight": .double((maxCandidateWeight * 100).rounded() / 100),
    ]
    if !counts.dropReasons.isEmpty { json["dropReasons"] = .array(counts.dropReasons.map { .string($0) }) }
    return json
  }
}

extension DemoResult {
  /// The result for people.
  public var sentence: String {
    let why = decidingMetric.map { " because of \($0)" } ?? ""
    let seconds = (secondsToDecision * 10).rounded() / 10
    let weight = (maxCandidateWeight * 100).rounded() / 100
    return "\(scenario.rawValue): \(outcome)\(why) after \(seconds) s, with at most \(weight)% of the traffic. "
      + "\(counts.requests) requests, \(counts.failed) failed, \(counts.dropped) dropped."
      + (isAsExpected ? "" : " This is not what the scenario calls for.")
  }
}
