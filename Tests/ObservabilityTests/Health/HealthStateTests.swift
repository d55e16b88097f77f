import Testing

@testable import Observability

@Suite struct HealthStateTests {
  @Test func awaitedChecksFailUntilTheyAreReported() {
    let health = HealthState(awaiting: ["cache", "leader"])
    #expect(health.isLive)
    #expect(!health.isReady)
    health.report("cache", .passing)
    #expect(
      health.summary(of: .readiness).text == "[+]cache ok\n[-]leader failed: not reported yet\nfailed\n")
    health.report("leader", .passing)
    #expect(health.isReady)
    #expect(health.summary(of: .readiness).text == "[+]cache ok\n[+]leader ok\nok\n")
  }

  @Test func aProcessThatIsNotLiveIsNotReady() {
    let health = HealthState()
    #expect(health.isReady)
    health.report("loop", .failing(reason: "stuck"), for: .liveness)
    health.report("loop", .passing, for: .readiness)
    #expect(!health.isLive)
    #expect(!health.isReady)
    health.remove("loop", from: .liveness)
    #expect(health.isReady)
  }
}
