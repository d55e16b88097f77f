import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("An invalid ModelDeployment")
struct InvalidSpecTests {
  private static let falling: JSONValue = [["weight": "50%"], ["weight": "25%"]]

  @Test("says what is wrong and keeps nobody else", .timeLimit(.minutes(1)))
  func stalls() async {
    let bench = Bench()
    await bench.start()
    await bench.apply(Manifest.model("1", name: "broken", steps: Self.falling))
    await bench.apply(Manifest.model("1"))
    #expect(await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    let status = bench.status("ml/broken")
    let stalled = status.conditions["Stalled"]
    #expect(status.phase == .invalid)
    #expect(stalled?.status == .true)
    #expect(stalled?.reason == "InvalidSpec")
    for part in ["spec.strategy.canary.steps[1].weight", "25%", "must be above 50%"] {
      #expect(stalled?.message?.contains(part) == true, "\(part) in \(stalled?.message ?? "")")
    }
    #expect(status.conditions["Ready"]?.status == .false)
    #expect(bench.host.observer.children("Deployment", of: "ml/broken").isEmpty)
    #expect(await bench.events(until: "InvalidSpec").contains("InvalidSpec"))
    await bench.stop()
  }

  @Test("goes on when it has been put right", .timeLimit(.minutes(1)))
  func recovers() async {
    let bench = Bench()
    await bench.start()
    await bench.apply(Manifest.model("1", steps: Self.falling))
    await bench.run(atMost: 3)
    await bench.apply(Manifest.model("1"))
    #expect(await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    #expect(bench.status().phase == .healthy)
    #expect(bench.status().conditions["Stalled"]?.status == .false)
    await bench.stop()
  }

  @Test("keeps what runs, in the middle of a rollout too", .timeLimit(.minutes(1)))
  func keepsRunning() async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .promoted)
    await bench.apply(Manifest.model("1"))
    await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    await bench.apply(Manifest.model("2"))
    await bench.run(atMost: 60) { bench.status().candidate?.weight == BasisPoints(percent: 25) }
    await bench.apply(Manifest.model("2", steps: Self.falling))
    await bench.run(atMost: 5)
    #expect(bench.status().phase == .invalid)
    #expect(bench.status().conditions["Ready"]?.status == .true)
    #expect(bench.host.observer.deployments(of: "ml/fraud") == [play.first: 3, play.second: 1])
    let writes = bench.host.writes.count
    await bench.run(atMost: 30)
    #expect(bench.host.writes.count == writes)
    await bench.apply(Manifest.model("2"))
    #expect(await bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().stable?.revision == play.second)
    #expect(bench.host.observer.violations == [])
    await bench.stop()
  }
}
