import FoundationEssentials
import KubeClient
import KubeCore
import Observability
import SlipwayAPI
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
    #expect(text.contains(#"slipway_modeldeployments{phase="Healthy"} 1"#))
    #expect(text.contains(#"slipway_modeldeployments{phase="Held"} 0"#))
    #expect(!text.contains("slipway_modeldeployment_phase{"))
  }

  @Test("name each ModelDeployment that is not healthy, until it is gone")
  func phases() {
    let model = Manifest.model("1")
    let bench = Bench(broken: [RevisionName.make(spec: model["spec"] ?? [:])])
    bench.start()
    bench.apply(model)
    bench.run(atMost: 30)
    if let program = bench.program(0) { OperatorReporter.report(program, to: registry, HealthState()) }
    let series = #"slipway_modeldeployment_phase{namespace="ml",name="fraud",phase="Pending"} 1"#
    #expect(registry.exposition().contains(series))
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.run(atMost: 30)
    #expect(!registry.exposition().contains(series))
  }

  @Test("holds no secret of a user's")
  func sparesSecrets() {
    let secret = "swordfish-2c1f"
    var model = Manifest.model("1")
    model[["spec", "runtime", "env"]] = [["name": "TOKEN", "value": .string(secret)]]
    bench.start()
    bench.apply(model)
    bench.run(atMost: 30)
    let health = report(of: 0)
    for text in [registry.exposition(), health.summary(of: .readiness).text, health.summary(of: .liveness).text] {
      #expect(!text.contains(secret))
    }
  }

  @Test("is all that alerts and dashboards ask for")
  func alerts() throws {
    bench.start()
    bench.run(atMost: 10)
    _ = report(of: 0)
    let exported = Set(registry.exposition().matches(of: #/(?m)^# TYPE (\S+)/#).map { String($0.1) })
    let root = URL(filePath: #filePath).appending(path: "../../../../helm/slipway/files").standardized
    for file in ["alerts.yaml", "dashboard.json"] {
      let text = String(decoding: try Data(contentsOf: root.appending(path: file)), as: UTF8.self)
      let names = text.matches(of: #/\b(?:slipway|workqueue|rest_client|controller_runtime|leader_election|process)_[a-z_]+/#)
      for name in Set(names.map { String($0.0.replacing(#/_bucket$/#, with: "")) }) {
        // Not in this test: replicas that share the work, and a transport that counts its requests.
        guard !["slipway_shard_members", "rest_client_requests_total", "rest_client_request_duration_seconds"]
          .contains(name), !name.hasPrefix("process_") else { continue }
        #expect(exported.contains(name), "\(file) asks for \(name)")
      }
    }
  }
}
