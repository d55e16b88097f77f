import KubeClient
import KubeCore
import SlipwayAPI
import Testing
import Workloads

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("The history of revisions")
struct RevisionHistoryTests {
  private static let records = "/apis/apps/v1/namespaces/ml/controllerrevisions"

  private func record(_ bench: Bench, _ revision: String) -> JSONValue? {
    bench.object("ControllerRevision", "ml/fraud-\(revision)")
  }

  private func tracks(_ bench: Bench) -> [String: String] {
    bench.children("ControllerRevision", of: "ml/fraud").reduce(into: [:]) { tracks, record in
      let labels = record["metadata"]?["labels"]?.stringMap ?? [:]
      tracks[labels[SlipwayLabels.revision] ?? ""] = labels[SlipwayLabels.track]
    }
  }

  @Test("says of each revision what it was and what part it plays", arguments: Play.Ending.allCases)
  func keepsRecords(ending: Play.Ending) throws {
    let bench = Bench()
    bench.start()
    let play = Play(ending: ending)
    _ = play.perform(on: bench)
    let isPromoted = ending == .promoted
    #expect(
      tracks(bench)
        == [play.first: isPromoted ? "retired" : "stable", play.second: isPromoted ? "stable" : "retired"])
    let second = try #require(record(bench, play.second))
    #expect(second["revision"]?.integer ?? 0 > record(bench, play.first)?["revision"]?.integer ?? 0)
    #expect(second["data"]?["model"]?["uri"] == "s3://models/fraud/2")
    let uid = bench.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    #expect(Bench.owner(of: second) == uid)
    bench.stop()
  }

  @Test("lets stable be made again when the spec asks for what has failed")
  func makesStableAgain() throws {
    let bench = Bench()
    bench.start()
    let play = Play(ending: .rolledBack)
    _ = play.perform(on: bench)
    let name = "fraud-\(play.first)"
    let template = bench.object("Deployment", "ml/\(name)")?["spec"]?["template"]
    bench.call(.delete, "/apis/apps/v1/namespaces/ml/deployments/\(name)")
    bench.call(.delete, "/api/v1/namespaces/ml/services/\(name)")
    let isBack = bench.run(atMost: 30) {
      bench.deployments(of: "ml/fraud") == [play.first: 3] && bench.status().stable?.ready == 3
    }
    #expect(isBack)
    #expect(bench.object("Deployment", "ml/\(name)")?["spec"]?["template"] == template)
    #expect(bench.object("Service", "ml/\(name)") != nil)
    // That the replicas are gone for a while is the user's doing.
    #expect(bench.violations.allSatisfy { $0.invariant == .s3 })
    bench.stop()
  }

  @Test("is no longer than it should be")
  func isBounded() throws {
    let bench = Bench()
    bench.start()
    var revisions: [String] = []
    for version in 1...4 {
      var model = Manifest.model("\(version)")
      model[["spec", "revisionHistoryLimit"]] = 1
      revisions.append(Play.revision(of: model))
      bench.apply(model)
      #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: version) })
    }
    bench.run(atMost: 3)
    #expect(Set(tracks(bench).keys) == Set(revisions.suffix(2)))
    bench.stop()
  }

  @Test("of a cluster that is made anew keeps what was never judged from production")
  func survivesTheCluster() throws {
    let first = Bench()
    first.start()
    let play = Play(ending: .promoted)
    first.apply(Manifest.model("1"))
    first.run(atMost: 20) { first.isSettled(rollouts: 1) }
    var saved = try #require(record(first, play.first))
    saved["metadata"] = [
      "name": saved["metadata"]?["name"] ?? "", "labels": saved["metadata"]?["labels"] ?? [:],
      "annotations": saved["metadata"]?["annotations"] ?? [:],
    ]
    first.stop()
    // Git holds the second version, which no cluster has seen, and the record of what was good.
    let second = Bench(seed: 2)
    second.start()
    second.call(.post, Self.records, saved)
    second.setErrorRate(Play.badErrorRate, of: play.second)
    second.apply(Manifest.model("2"))
    #expect(second.run(atMost: Play.limit) { second.isSettled(rollouts: 2) })
    #expect(second.status().stable?.revision == play.first)
    #expect(second.status().history.map(\.outcome) == [.rolledBack, .promoted])
    let uid = second.object("ModelDeployment", "ml/fraud")?["metadata"]?["uid"]?.string
    #expect(Bench.owner(of: try #require(record(second, play.first))) == uid)
    #expect(second.violations.isEmpty)
    second.stop()
  }
}
