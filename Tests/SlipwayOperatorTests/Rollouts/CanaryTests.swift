import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import SlipwayOperator

@Suite("A canary")
struct CanaryTests {
  @Test("passes its steps on good evidence and is promoted")
  func promoted() {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .promoted)
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    bench.apply(Manifest.model("2"))
    var weights: [BasisPoints] = []
    let hasEnded = bench.run(atMost: Play.limit) {
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
    #expect(bench.deployments(of: "ml/fraud") == [play.second: 3])
    #expect(bench.violations.isEmpty)
    #expect(bench.scrapes > 5)
    bench.stop()
  }

  @Test("is rolled back on bad evidence")
  func rolledBack() {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .rolledBack)
    _ = play.perform(on: bench)
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
    #expect(bench.deployments(of: "ml/fraud") == [play.first: 3])
    let reasons = bench.eventReasons
    #expect(reasons.isSuperset(of: ["RollingBack", "RolledBack"]))
    bench.stop()
  }

  @Test("that never gets ready is rolled back without ever getting traffic")
  func neverReady() {
    let play = Play(ending: .rolledBack)
    let bench = Bench(broken: [play.second])
    bench.start()
    _ = play.perform(on: bench)
    #expect(bench.status().history.first?.reason == "ProgressDeadlineExceeded")
    #expect(bench.selector()?[SlipwayLabels.revision] == play.first)
    bench.stop()
  }

  @Test("that is taken back by its author leaves the stable version as it was")
  func reverted() {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .promoted)
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    bench.apply(Manifest.model("2"))
    bench.run(atMost: 60) { bench.status().candidate?.weight == BasisPoints(percent: 25) }
    bench.apply(Manifest.model("1"))
    #expect(bench.run(atMost: 60) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.outcome == .cancelled)
    #expect(bench.status().phase == .healthy)
    #expect(bench.status().stable?.revision == play.first)
    #expect(bench.violations.isEmpty)
    bench.stop()
  }
}
