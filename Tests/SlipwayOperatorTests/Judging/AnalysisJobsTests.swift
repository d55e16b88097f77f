import Analysis
import KubeClient
import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite("A Job that tests a candidate")
struct AnalysisJobsTests {
  private static let spec: JSONValue = [
    "template": [
      "spec": [
        "containers": [["name": "test", "image": "registry.example/test:1", "env": [["name": "SLIPWAY_STEP", "value": "x"]]]]
      ]
    ]
  ]

  private func manifest(_ version: String) -> JSONValue {
    var object = Manifest.model(version)
    object[["spec", "analysis", "metrics"]] = [["name": "smoke", "job": ["spec": Self.spec, "timeout": "5m"]]]
    return object
  }

  @Test("gets what it needs to know, and ends when it should")
  func content() throws {
    var object = manifest("2")
    object[["metadata", "uid"]] = "u"
    let model = try ModelDeployment.validated(object).get()
    let job = AnalysisJobContent(
      spec: Self.spec, timeout: .minutes(5), model: model, candidate: "b", stable: "a", step: 1
    ).object(secondsKept: 60)
    let spec = job["spec"]
    #expect(spec?["activeDeadlineSeconds"] == 300 && spec?["backoffLimit"] == 0)
    #expect(spec?[["template", "spec", "restartPolicy"]] == "Never")
    let container = spec?[["template", "spec", "containers"]]?[0]
    let environment = container?["env"]?.elements.map { "\($0["name"]?.string ?? "")=\($0["value"]?.string ?? "")" }
    #expect(environment?.contains("SLIPWAY_CANDIDATE_HOST=fraud-b.ml.svc") == true)
    #expect(environment?.contains("SLIPWAY_STEP=1") == false && environment?.last == "SLIPWAY_STEP=x")
    #expect(job[["metadata", "ownerReferences"]]?[0]?["uid"] == "u")
  }

  /// The status of a Job that has ended, as the API server takes it.
  private static func end(of job: JSONValue, succeeds: Bool) -> JSONValue {
    let time = job["status"]?["startTime"] ?? .null
    let types: [JSONValue] = succeeds ? ["SuccessCriteriaMet", "Complete"] : ["FailureTarget", "Failed"]
    var status: JSONValue = [
      "active": 0, "conditions": .array(types.map { ["type": $0, "status": "True", "lastTransitionTime": time] }),
    ]
    if succeeds { status["completionTime"] = time }
    return status
  }

  @Test("passes the step when it succeeds and takes the candidate back when it fails", arguments: [true, false])
  func ends(succeeds: Bool) throws {
    let bench = Bench()
    bench.start()
    bench.apply(manifest("1"))
    bench.run(atMost: 30) { bench.isSettled(rollouts: 1) }
    bench.apply(manifest("2"))
    var ended: Set<String> = []
    let isOver = bench.run(atMost: Play.limit) {
      for job in bench.call(.get, "/apis/batch/v1/namespaces/ml/jobs")["items"]?.elements ?? [] {
        guard let name = job["metadata"]?["name"]?.string, ended.insert(name).inserted else { continue }
        let status = Self.end(of: job, succeeds: succeeds)
        bench.call(.patch, "/apis/batch/v1/namespaces/ml/jobs/\(name)/status", ["status": status])
      }
      return bench.isSettled(rollouts: 2)
    }
    #expect(isOver)
    #expect(bench.status().history.first?.outcome == (succeeds ? .promoted : .rolledBack))
    #expect(succeeds ? ended.count == 2 : ended.count == 1, "\(ended)")
    if !succeeds { #expect(bench.status().analysis?.decidingMetric == "smoke") }
    #expect(bench.violations.isEmpty)
    bench.stop()
  }
}
