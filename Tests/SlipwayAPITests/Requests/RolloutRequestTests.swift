import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct RolloutRequestTests {
  private static let full: JSONValue = [
    "metadata": ["name": "fraud-1", "namespace": "ml"],
    "spec": [
      "deployment": "fraud", "verb": "RollBack", "revision": "abc", "step": 2, "by": "ana@example.com",
      "reason": "checked by hand",
    ],
    "status": ["state": "Refused", "message": "too late", "decidedTime": "2026-01-05T20:00:00Z"],
  ]

  @Test("comes back as it was written")
  func roundTrip() throws {
    let request = try RolloutRequest.validated(Self.full).get()
    let written = try request.tree()
    #expect(written["spec"] == Self.full["spec"])
    #expect(written["status"] == Self.full["status"])
  }

  @Test(
    "says what is wrong",
    arguments: [
      (["verb": "Promote"], "spec.deployment"), (["deployment": "fraud"], "spec.verb"),
      (["deployment": "fraud", "verb": "Explode"], "spec.verb"),
      (["deployment": "fraud", "verb": "Promote", "step": -1], "spec.step"),
    ] as [(JSONValue, String)])
  func issues(spec: JSONValue, path: String) {
    guard case .failure(let invalid) = RolloutRequest.validated(["metadata": ["name": "r"], "spec": spec]) else {
      Issue.record("the request is taken")
      return
    }
    #expect(invalid.issues.map(\.path) == [path])
  }

  @Test("takes over what a rollout has answered")
  func answers() {
    var answer = RequestStatus()
    (answer.state, answer.message, answer.time) = (.refused, "stale", Timestamp(seconds: 5))
    let status = RolloutRequestStatus(answer)
    #expect(status.state == .refused && status.message == "stale" && status.decidedTime == Timestamp(seconds: 5))
  }
}
