import KubeCore
import Testing

@testable import SlipwayAPI

/// What the arms of an A/B test run.
@Suite struct ArmRevisionTests {
  private static func deployment(_ arms: JSONValue, uri: String = "s3://models/fraud/12") throws -> ModelDeployment {
    var object = try JSONParser.parse(Examples.minimal)
    object[["spec", "model", "uri"]] = .string(uri)
    object[["spec", "strategy"]] = ["type": "ABTest", "abTest": ["arms": arms]]
    object[["spec", "traffic"]] = ["router": ["gatewayAPI": [:]], "affinity": ["cookie": [:]]]
    return try ModelDeployment.validated(object).get()
  }

  @Test func anArmIsTheRevisionThatItsModelWouldBe() throws {
    let deployment = try Self.deployment([
      ["name": "own", "weight": "10%"], ["name": "next", "weight": "10%", "model": ["uri": "s3://models/fraud/13"]],
    ])
    let next = try Self.deployment([["name": "own", "weight": "10%"]], uri: "s3://models/fraud/13")
    #expect(deployment.arms.map(\.name) == ["own", "next"])
    #expect(deployment.arms.map(\.revision) == [deployment.revision, next.revision])
    #expect(deployment.arms.map(\.model) == ["s3://models/fraud/12", "s3://models/fraud/13"])
  }

  @Test func anArmRunsWhatIsLaidOverTheSpec() throws {
    let deployment = try Self.deployment([["name": "a", "weight": "10%", "env": [["name": "DEPTH", "value": "9"]]]])
    let arm = try #require(deployment.arms.first)
    let running = try #require(deployment.running(arm: arm.revision))
    #expect(running.spec.runtime.env == [EnvironmentVariable(name: "DEPTH", value: "9")])
    #expect(running.revision == arm.revision && arm.revision != deployment.revision)
    #expect(deployment.running(arm: "x") == nil)
  }

  @Test func anotherStrategyHasNoArms() throws {
    var object = try JSONParser.parse(Examples.full)
    object[["spec", "strategy", "type"]] = "Canary"
    #expect(try ModelDeployment.validated(object).get().arms.isEmpty)
  }
}
