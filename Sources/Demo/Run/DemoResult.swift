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
  /// From the sample, or the word of a person, that decided a rollback to the write that moved the traffic; `nil` without a
  /// rollback.
  public var secondsToRoute: Double?
  /// The largest share of the traffic that the candidate had while it was on trial, in per cent.
  public var maxCandidateWeight: Double
  /// Whether the writes of the operator are seen: those of one that the cluster has already are not.
  public var seesRoutes = true
  /// Requests to the preview of the candidate, beside the traffic.
  public var previewRequests = 0
  /// What a person asked for, and what came of it.
  var asked: [Performance.Asked] = []

  /// Whether the demo ended as the scenario calls for, without a dropped request.
  public var isAsExpected: Bool {
    outcome == scenario.expectedOutcome.rawValue && counts.dropped == 0
      && asked.allSatisfy { $0.status.state == ($0.mustBeRefused ? .refused : .done) }
      && (outcome != RolloutOutcome.rolledBack.rawValue || secondsToRoute.map { $0 < Self.longestRoute } ?? !seesRoutes)
  }

  /// A rollback must have moved the traffic by then.
  private static let longestRoute = 2.0

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
    if let secondsToRoute { json["secondsToRoute"] = .double((secondsToRoute * 1_000).rounded() / 1_000) }
    if previewRequests > 0 { json["previewRequests"] = .integer(Int64(previewRequests)) }
    if !asked.isEmpty {
      json["rolloutRequests"] = .array(
        asked.map {
          [
            "verb": .string($0.verb.rawValue), "state": .string($0.status.state.rawValue),
            "message": .string($0.status.message),
          ]
        })
    }
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
    let route = secondsToRoute.map { ", the traffic \(($0 * 1_000).rounded() / 1_000) s after that" } ?? ""
    return "\(scenario.rawValue): \(outcome)\(why) after \(seconds) s\(route), with at most \(weight)% of the traffic. "
      + "\(counts.requests) requests, \(counts.failed) failed, \(counts.dropped) dropped."
      + (isAsExpected ? "" : " This is not what the scenario calls for.")
  }
}
