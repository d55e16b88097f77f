import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import SlipwayOperator

@Suite("A canary")
struct CanaryTests {
  @Test("passes its steps on good evidence and is promoted", .timeLimit(.minutes(1)))
  func promoted() async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .promoted)
    await bench.apply(Manifest.model("1"))
    await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    await bench.apply(Manifest.model("2"))
    var weights: [BasisPoints] = []
    let hasEnded = await bench.run(atMost: Play.limit) {
      if let weight = bench.status().candidate?.weight, weights.last != weight { weights.append(weight) }
      return bench.isSettled(rollouts: 2)
    }
    #expect(hasEnded)
    #expect(weights.filter { $0 < .whole } == [.zero, BasisPoints(percent: 25), BasisPoints(percent: 50)])
    let status = bench.status()
    #expect(status.phase == .healthy)
    #expect(status.stable?.revision == play.second)
    #expect(status.history.map(\.revision) == [play.second, play.first])
    #expect(status.history.first?.reason == "StepsPassed")
    #expect(bench.selector()?[SlipwayLabels.revision] == play.second)
    #expect(bench.host.observer.deployments(of: "ml/fraud") == [play.second: 3])
    #expect(bench.host.observer.violations == [])
    #expect(bench.feed.scrapes > 5)
    await bench.stop()
  }

  @Test("is rolled back on bad evidence", .timeLimit(.minutes(1)))
  func rolledBack() async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .rolledBack)
    _ = await play.perform(on: bench)
    let status = bench.status()
    #expect(status.phase == .rolledBack)
    #expect(status.stable?.revision == play.first)
    #expect(status.history.first?.outcome == .rolledBack)
    #expect(status.history.first?.reason == "AnalysisFailed")
    #expect(status.rejectedRevisions.map(\.revision) == [play.second])
    #expect(status.analysis?.decidingMetric == "errors")
    #expect(status.conditions["Stalled"]?.status == .true)
    #expect(status.conditions["Ready"]?.status == .true)
    #expect(bench.selector()?[SlipwayLabels.revision] == play.first)
    #expect(bench.host.observer.deployments(of: "ml/fraud") == [play.first: 3])
    let reasons = await bench.events(until: "RolledBack")
    #expect(reasons.isSuperset(of: ["RollingBack", "RolledBack"]))
    await bench.stop()
  }

  @Test("that never gets ready is rolled back without ever getting traffic", .timeLimit(.minutes(1)))
  func neverReady() async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .rolledBack)
    bench.broken = [play.second]
    _ = await play.perform(on: bench)
    #expect(bench.status().history.first?.reason == "ProgressDeadlineExceeded")
    #expect(bench.selector()?[SlipwayLabels.revision] == play.first)
    await bench.stop()
  }

  @Test("that is taken back by its author leaves the stable version as it was", .timeLimit(.minutes(1)))
  func reverted() async {
    let bench = Bench()
    await bench.start()
    let play = Play(ending: .promoted)
    await bench.apply(Manifest.model("1"))
    await bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    await bench.apply(Manifest.model("2"))
    await bench.run(atMost: 60) { bench.status().candidate?.weight == BasisPoints(percent: 25) }
    await bench.apply(Manifest.model("1"))
    #expect(await bench.run(atMost: 60) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.outcome == .cancelled)
    #expect(bench.status().phase == .healthy)
    #expect(bench.status().stable?.revision == play.first)
    #expect(bench.host.observer.violations == [])
    await bench.stop()
  }
}
