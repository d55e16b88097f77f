import KubeCore
import KubeTypes
import Testing

@testable import PodLifecycle

@Suite struct ProbeStateTests {
  private static func probe(success: Int? = nil, failure: Int? = nil, delay: Int? = nil) -> Probe {
    var probe = Probe(tcpSocket: .init(port: 1), periodSeconds: 5)
    probe.successThreshold = success
    probe.failureThreshold = failure
    probe.initialDelaySeconds = delay
    return probe
  }

  /// Results, one each period, and whether the container passes after each: `+` success, `-` failure.
  @Test(arguments: [
    (ProbeKind.readiness, 1, 3, "+", [true]),
    (.readiness, 1, 3, "-+-", [false, true, true]),
    (.readiness, 1, 3, "+---", [true, true, true, false]),
    (.readiness, 1, 3, "+--+--", [true, true, true, true, true, true]),
    (.readiness, 2, 1, "+++-++", [false, true, true, false, false, true]),
    (.liveness, 1, 3, "---", [true, true, false]),
    (.liveness, 1, 1, "-", [false]),
    (.startup, 1, 3, "--+", [false, false, true]),
  ])
  func thresholds(kind: ProbeKind, success: Int, failure: Int, results: String, expected: [Bool]) {
    var now = Duration.zero
    var state = ProbeState(
      kind, Self.probe(success: success, failure: failure), startedAt: now, eagerPeriod: nil)
    var seen: [Bool] = []
    for result in results {
      #expect(state.takeDue(now) == true)
      #expect(state.takeDue(now) == false)
      _ = state.observe(success: result == "+", now: now)
      seen.append(state.isPassing)
      #expect(state.nextCheck == now + .seconds(5))
      now = now + .seconds(5)
    }
    #expect(seen == expected)
  }

  @Test func theFirstCheckWaitsForTheInitialDelay() {
    let start = Duration.zero
    var state = ProbeState(.readiness, Self.probe(delay: 7), startedAt: start, eagerPeriod: .milliseconds(100))
    #expect(state.takeDue(start + .milliseconds(6999)) == false)
    #expect(state.takeDue(start + .seconds(7)) == true)
  }

  @Test func eagerChecksEndWithTheFirstSuccess() {
    var now = Duration.zero
    var state = ProbeState(.readiness, Self.probe(), startedAt: now, eagerPeriod: .milliseconds(100))
    _ = state.takeDue(now)
    _ = state.observe(success: false, now: now)
    #expect(state.nextCheck == now + .milliseconds(100))
    now = now + .milliseconds(100)
    _ = state.takeDue(now)
    #expect(state.observe(success: true, now: now) == .passed)
    #expect(state.nextCheck == now + .seconds(5))
  }

  /// Three periods of five seconds: the 101st check at 100 ms is the third that counts.
  @Test func eagerChecksDoNotEatUpThePatience() {
    var now = Duration.zero
    var state = ProbeState(.startup, Self.probe(failure: 3), startedAt: now, eagerPeriod: .milliseconds(100))
    var checks = 0
    while true {
      checks += 1
      #expect(state.takeDue(now) == true)
      if state.observe(success: false, now: now) == .failed { break }
      now = now + .milliseconds(100)
    }
    #expect(checks == 101)
  }

  @Test func livenessIsNeverEager() {
    let now = Duration.zero
    var state = ProbeState(.liveness, Self.probe(), startedAt: now, eagerPeriod: .milliseconds(100))
    _ = state.takeDue(now)
    _ = state.observe(success: false, now: now)
    #expect(state.nextCheck == now + .seconds(5))
  }
}
