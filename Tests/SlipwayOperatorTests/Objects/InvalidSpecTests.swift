import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An invalid ModelDeployment")
struct InvalidSpecTests {
  private static let falling: JSONValue = [["weight": "50%"], ["weight": "25%"]]

  @Test("says what is wrong and keeps nobody else")
  func stalls() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1", name: "broken", steps: Self.falling))
    bench.apply(Manifest.model("1"))
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    let status = bench.status("ml/broken")
    let stalled = status.conditions["Stalled"]
    #expect(status.phase == .invalid)
    #expect(stalled?.status == .true)
    #expect(stalled?.reason == "InvalidSpec")
    for part in ["spec.strategy.canary.steps[1].weight", "25%", "must be above 50%"] {
      #expect(stalled?.message?.contains(part) == true, "\(part) in \(stalled?.message ?? "")")
    }
    #expect(status.conditions["Ready"]?.status == .false)
    #expect(bench.children("Deployment", of: "ml/broken").isEmpty)
    #expect(bench.eventReasons.contains("InvalidSpec"))
    bench.stop()
  }

  @Test("goes on when it has been put right")
  func recovers() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1", steps: Self.falling))
    bench.run(atMost: 3)
    bench.apply(Manifest.model("1"))
    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().phase == .healthy)
    #expect(bench.status().conditions["Stalled"]?.status == .false)
    bench.stop()
  }

  @Test("keeps what runs, in the middle of a rollout too")
  func keepsRunning() {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .promoted)
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    bench.apply(Manifest.model("2"))
    bench.run(atMost: 60) { bench.status().candidate?.weight == BasisPoints(percent: 25) }
    bench.apply(Manifest.model("2", steps: Self.falling))
    bench.run(atMost: 5)
    #expect(bench.status().phase == .invalid)
    #expect(bench.status().conditions["Ready"]?.status == .true)
    #expect(bench.deployments(of: "ml/fraud") == [play.first: 3, play.second: 1])
    let writes = bench.writes
    bench.run(atMost: 30)
    #expect(bench.writes == writes)
    bench.apply(Manifest.model("2"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().stable?.revision == play.second)
    #expect(bench.violations.isEmpty)
    bench.stop()
  }
}
