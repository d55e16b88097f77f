import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A policy in force") struct PolicyPlayTests {
  private func begin(_ policy: JSONValue) -> Bench {
    let bench = Bench()
    bench.call(
      .post, "/apis/slipway.dev/v1alpha1/rolloutpolicies",
      [
        "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutPolicy", "metadata": ["name": "production"], "spec": policy,
      ])
    bench.start()
    bench.apply(Manifest.model("1"))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 1) })
    return bench
  }

  private func ask(_ verb: String, _ bench: Bench) {
    bench.call(
      .post, "/apis/slipway.dev/v1alpha1/namespaces/ml/rolloutrequests",
      [
        "apiVersion": "slipway.dev/v1alpha1", "kind": "RolloutRequest",
        "metadata": ["name": .string("r-\(bench.seconds)"), "namespace": "ml"],
        "spec": ["deployment": "fraud", "verb": .string(verb), "by": "ana"],
      ])
  }

  @Test("that asks for approval holds the takeover until a person gives it")
  func approval() {
    let bench = begin(["approval": "Promotion"])
    bench.apply(Manifest.model("2"))
    #expect(bench.run(atMost: Play.limit) { bench.status().explanation?.rule == "ApprovalRequired" })
    bench.run(atMost: 60)
    #expect(bench.status().phase == .held && bench.status().stable?.revision == Play.revision(of: Manifest.model("1")))
    ask("Promote", bench)
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.outcome == .promoted && bench.violations.isEmpty)
    bench.stop()
  }

  @Test("that allows one rollout at a time lets the next wait, and then begin")
  func queue() {
    let bench = begin(["concurrency": ["perNamespace": 1]])
    bench.apply(Manifest.model("1", name: "spam"))
    #expect(bench.run(atMost: Play.limit) { bench.status("ml/spam").phase == .healthy })
    bench.apply(Manifest.model("2"))
    bench.run(atMost: 2)
    bench.apply(Manifest.model("2", name: "spam"))
    bench.run(atMost: 5)
    #expect(bench.status("ml/spam").explanation?.rule == "Queued" && bench.status().candidate != nil)
    #expect(bench.run(atMost: 2 * Play.limit) { bench.isSettled("ml/spam", rollouts: 2) })
    #expect(bench.isSettled(rollouts: 2) && bench.violations.isEmpty)
    bench.stop()
  }

  @Test("with a closed window keeps a rollout from beginning, and stands in the way of no rollback")
  func window() {
    let bench = begin(["windows": [["effect": "Deny", "schedule": "* * * * *", "for": "1h"]]])
    bench.apply(Manifest.model("2"))
    bench.run(atMost: 60)
    #expect(bench.status().explanation?.rule == "WindowClosed" && bench.status().candidate == nil)
    bench.call(.delete, "/apis/slipway.dev/v1alpha1/rolloutpolicies/production")
    bench.setErrorRate(Play.badErrorRate, of: Play.revision(of: Manifest.model("2")))
    #expect(bench.run(atMost: Play.limit) { bench.isSettled(rollouts: 2) })
    #expect(bench.status().history.first?.outcome == .rolledBack)
    bench.stop()
  }
}
