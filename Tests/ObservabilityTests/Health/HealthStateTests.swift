import Synchronization
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

  @Test func checksThatAreAskedAnswerWithThePresent() {
    let health = HealthState()
    let isSynced = Mutex(false)
    health.ask("stores") { isSynced.withLock { $0 } ? .passing : .failing(reason: "waiting") }
    #expect(!health.isReady)
    isSynced.withLock { $0 = true }
    #expect(health.isReady)
  }

  @Test func aReplicaThatStandsByIsReady() {
    let health = HealthState()
    health.ask("leader", for: .leadership) { .failing(reason: "another leads") }
    #expect(health.isLive && health.isReady)
    #expect(health.summary(of: .leadership).text == "[-]leader failed: another leads\nfailed\n")
    #expect(health.summary(of: .leadership).only("leader")?.isPassing == false)
    #expect(health.summary(of: .leadership).only("other") == nil)
  }
}
