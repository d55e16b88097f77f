import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct ModelDeploymentTests {
  @Test func leftOutMeansTheDefault() throws {
    let deployment = try ModelDeployment.validated(JSONParser.parse(Examples.minimal)).get()
    var spec = ModelDeploymentSpec()
    spec.model.uri = "s3://models/fraud/12"
    spec.runtime.image = "registry.example/fraud:12"
    #expect(deployment.spec == spec)
    #expect(spec.replicas == 1)
    #expect(spec.runtime.port == 8_080)
    #expect(spec.analysis.metrics.map(\.name) == ["errors", "latency"])
    #expect(spec.rollback.automatic)
    #expect(deployment.status == ModelDeploymentStatus())
    #expect(deployment.warnings.isEmpty)
  }

  @Test func everyFieldIsRead() throws {
    let object = try JSONParser.parse(Examples.full)
    let deployment = try ModelDeployment.validated(object).get()
    #expect(deployment.spec.strategy.canary.steps.map(\.weight?.rawValue) == [2_000, 3_333, nil, 5_000])
    #expect(deployment.spec.strategy.canary.steps[2].hold != nil)
    #expect(deployment.spec.runtime.resources.limits["nvidia.com/gpu"] == "1")
    #expect(deployment.spec.analysis.confidence == BasisPoints(rawValue: 9_950))
    #expect(deployment.approval == "x/1")
    // Few values are defaults, so that all others are written again.
    var expected = try #require(object["spec"])
    expected[["runtime", "metricsPreset"]] = nil
    expected[["strategy", "type"]] = nil
    expected[["runtime", "resources", "limits", "nvidia.com/gpu"]] = "1"
    #expect(deployment.spec.json == expected)
  }

  @Test func survivesItsOwnCoding() throws {
    let deployment = try ModelDeployment.validated(JSONParser.parse(Examples.minimal)).get()
    var changed = deployment
    changed.status = StatusExample.make()
    let decoded = try JSONCoding.decode(ModelDeployment.self, from: try changed.tree())
    #expect(decoded == changed)
    #expect(decoded.revision == deployment.revision)
  }

  @Test func aMadeDeploymentHasTheRevisionThatItIsReadWith() throws {
    var spec = ModelDeploymentSpec()
    spec.model.uri = "s3://m"
    spec.runtime.image = "i"
    let made = ModelDeployment(metadata: ObjectMeta(name: "m"), spec: spec)
    #expect(try ModelDeployment.validated(made.tree()).get().revision == made.revision)
  }

  @Test func aStatusThatDoesNotFitIsLeftOut() throws {
    var object = try JSONParser.parse(Examples.minimal)
    object["status"] = ["phase": "Unheard", "replicas": "three", "stable": ["revision": "a", "weight": 7], "new": [1]]
    let status = try ModelDeployment.validated(object).get().status
    var expected = ModelDeploymentStatus()
    expected.stable = RevisionStatus(revision: "a", model: "")
    #expect(status == expected)
  }

  @Test(
    arguments: [.null, 3, "x", [], ["spec": 1], ["spec": ["model": [], "runtime": .null]], ["metadata": 5]]
      as [JSONValue])
  func nothingThatComesInTraps(object: JSONValue) {
    guard case .failure(let invalid) = ModelDeployment.validated(object) else {
      Issue.record("accepted \(object)")
      return
    }
    #expect(!invalid.issues.isEmpty)
    #expect(invalid.issues.allSatisfy { !$0.path.isEmpty && $0.message.hasPrefix("must") })
  }

  @Test func invalidityIsSaidInTheStatus() throws {
    var status = StatusExample.make()
    let memory = status
    let invalid = InvalidObject(issues: [FieldIssue(path: "spec.replicas", value: "-1", message: "must be positive")])
    status.markInvalid(invalid, generation: 9, at: Timestamp(seconds: 50))
    #expect(status.phase == .invalid)
    #expect(status.conditions["Stalled"]?.status == .true)
    #expect(status.conditions["Stalled"]?.message == "spec.replicas: -1: must be positive")
    #expect(status.stable == memory.stable && status.step == memory.step && status.traffic == memory.traffic)
  }
}
