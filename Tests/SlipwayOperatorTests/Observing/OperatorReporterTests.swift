import Observability
import Testing

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("What the operator shows of itself")
struct OperatorReporterTests {
  private let bench = Bench(division: .election)
  private let registry = MetricsRegistry()

  private func report(of position: Int) -> HealthState {
    let health = HealthState()
    if let program = bench.program(position) { OperatorReporter.report(program, to: registry, health) }
    return health
  }

  @Test("is that it is alive, ready, synced, and whether it leads")
  func health() {
    bench.start()
    bench.start()
    bench.run(atMost: 10)
    let (leader, standby) = (report(of: 0), report(of: 1))
    for health in [leader, standby] {
      #expect(health.isLive && health.isReady)
      #expect(health.summary(of: .readiness).only("stores")?.isPassing == true)
    }
    #expect(leader.summary(of: .leadership).isPassing)
    #expect(
      standby.summary(of: .leadership).text == "[-]leader failed: operator-1 leads\nfailed\n")
  }

  @Test("are metrics under the names that dashboards know")
  func metrics() {
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 30)
    _ = report(of: 0)
    let text = registry.exposition()
    #expect(text.contains(#"controller_runtime_reconcile_total{controller="modeldeployment",result="success"} "#))
    #expect(text.contains(#"leader_election_master_status{name="slipway"} 1"#))
    #expect(text.contains(#"workqueue_depth{name="modeldeployment",controller="modeldeployment",priority="0"} 0"#))
    #expect(text.contains(#"slipway_store_objects{resource="modeldeployments.slipway.dev"} 1"#))
  }
}
