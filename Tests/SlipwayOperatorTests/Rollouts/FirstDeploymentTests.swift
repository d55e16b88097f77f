import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import SlipwayOperator

@Suite("The first version")
struct FirstDeploymentTests {
  @Test("comes up with a Deployment, two Services and all traffic")
  func comesUp() throws {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    let revision = Play.revision(of: Manifest.model("1"))
    let starting = bench.status()
    #expect(starting.phase == .pending)
    #expect(starting.candidate?.revision == revision)
    #expect(starting.conditions["Ready"]?.status == .false)

    #expect(bench.run(atMost: 20) { bench.isSettled(rollouts: 1) })
    let uid = try #require(bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string)
    for (kind, name) in [
      ("Deployment", "ml/fraud-\(revision)"), ("Service", "ml/fraud-\(revision)"), ("Service", "ml/fraud"),
    ] {
      let object = try #require(bench.object(kind, name), "\(kind) \(name)")
      let owners = object["metadata"]?["ownerReferences"]?.elements ?? []
      #expect(owners.count == 1)
      #expect(owners.first?["uid"]?.string == uid)
      #expect(owners.first?["controller"] == true)
      #expect(object["metadata"]?["labels"]?.stringMap[SlipwayLabels.managedBy] == SlipwayLabels.manager)
    }
    #expect(bench.selector() == [SlipwayLabels.deployment: "fraud", SlipwayLabels.revision: revision])
    #expect(bench.object("Deployment", "ml/fraud-\(revision)")?["spec"]?["replicas"]?.integer == 3)
    #expect(bench.violations.isEmpty)
    bench.stop()
  }

  @Test("is healthy in its status and conditions")
  func status() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    let status = bench.status()
    #expect(status.phase == .healthy)
    #expect(status.observedGeneration == 1)
    #expect(status.stable?.ready == 3)
    #expect(status.stable?.weight == .whole)
    #expect(status.traffic.map(\.given) == [.whole])
    #expect(status.history.map(\.outcome) == [.promoted])
    #expect(status.selector == "slipway.dev/deployment=fraud")
    let conditions = Dictionary(uniqueKeysWithValues: status.conditions.map { ($0.type, $0.status) })
    #expect(
      conditions == [
        "Ready": .true, "Progressing": .false, "Reconciling": .false, "Stalled": .false, "Paused": .false,
      ])
    bench.stop()
  }

  @Test("is told of in events")
  func events() {
    let bench = Bench()
    bench.start()
    bench.apply(Manifest.model("1"))
    bench.run(atMost: 20) { bench.isSettled(rollouts: 1) }
    let reasons = bench.eventReasons
    #expect(reasons == ["Promoted", "Starting"])
    bench.stop()
  }
}
