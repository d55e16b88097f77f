import CommandKit
import KubeClient
import KubeCore
import KubeTestSupport
import SlipwayAPI
import Testing

@Suite struct RequestTests {
  @Test(arguments: [
    (RolloutVerb.promote, "bbbbbbbbbb", 1 as Int?), (.promoteFully, "bbbbbbbbbb", nil), (.abort, "bbbbbbbbbb", nil),
    (.restart, "bbbbbbbbbb", nil), (.pause, "bbbbbbbbbb", nil), (.resume, "bbbbbbbbbb", nil),
    (.rollBack, "aaaaaaaaaa", nil),
  ])
  func meansWhatItsAuthorSaw(_ verb: RolloutVerb, _ revision: String, _ step: Int?) async throws {
    let request = try VerbRequest(verb, of: try Self.view(CommandFixture.status))
    #expect(request.revision == revision && request.step == step)
  }

  @Test(arguments: [
    (RolloutVerb.promote, "there is no rollout to promote: modeldeployment.slipway.dev/fraud is Healthy"),
    (.abort, "there is no rollout to abort: modeldeployment.slipway.dev/fraud is Healthy"),
    (.retry, "no revision of modeldeployment.slipway.dev/fraud has failed"),
  ])
  func saysWhatIsNotPossible(_ verb: RolloutVerb, _ message: String) throws {
    let view = try Self.view(Self.healthy)
    let error = #expect(throws: CommandError.self) { try VerbRequest(verb, of: view) }
    #expect(error?.description == message)
  }

  @Test func rollsBackToTheLastOneBefore() throws {
    let request = try VerbRequest(.rollBack, of: try Self.view(Self.healthy))
    #expect(request.revision == "cccccccccc")
    #expect(
      try VerbRequest(.rollBack, of: try Self.view(Self.healthy), revision: "eeeeeeeeee").revision == "eeeeeeeeee")
    #expect(throws: CommandError(.notPossible, "")) {
      try VerbRequest(.rollBack, of: try Self.view(Self.healthy), revision: "aaaaaaaaaa")
    }
  }

  @Test func asksNothingInADryRunOfTheClient() async throws {
    let fixture = CommandFixture.midway()
    var options = RequestOptions()
    options.dryRun = .client
    try await fixture.session().request(.promote, of: try DeploymentName("fraud"), options)
    #expect(fixture.takeOutput() == "modeldeployment.slipway.dev/fraud promoted (dry run)\n")
  }

  @Test(arguments: [
    (RolloutRequestStatus.State.done, "", nil as String?), (.refused, "It has moved on.", "refused: It has moved on."),
  ])
  func waitsForTheAnswer(_ state: RolloutRequestStatus.State, _ message: String, _ refusal: String?) async throws {
    let fixture = CommandFixture.midway()
    var options = RequestOptions()
    options.reason = "checked by hand"
    async let asked: Void = fixture.session().request(.promote, of: try DeploymentName("fraud"), options)
    // The command sleeps between two looks at its request.
    try await fixture.time.waitForSleeper(within: .seconds(1))
    let requests = fixture.send(.get, Self.requests)["items"]?.elements ?? []
    let request = try #require(requests.first)
    #expect(requests.count == 1 && request[["spec", "revision"]] == "bbbbbbbbbb" && request[["spec", "step"]] == 1)
    #expect(request[["spec", "reason"]] == "checked by hand")
    let status: JSONValue = ["status": ["state": .string(state.rawValue), "message": .string(message)]]
    let name = request[["metadata", "name"]]?.string ?? ""
    fixture.send(.patch, "\(Self.requests)/\(name)/status", status, type: "application/merge-patch+json")
    fixture.time.advance(by: .seconds(1))
    do {
      try await asked
      #expect(refusal == nil && fixture.takeOutput() == "modeldeployment.slipway.dev/fraud promoted\n")
    } catch let error as CommandError {
      #expect(error.description == refusal && error == CommandError(.refused, ""))
    }
  }

  private static let requests = "/apis/slipway.dev/v1alpha1/namespaces/default/rolloutrequests"

  @Test func setsAnotherVersion() async throws {
    let fixture = CommandFixture.midway()
    let name = try DeploymentName("fraud")
    try await fixture.session().set(.model, of: name, to: "s3://models/fraud/13", dryRun: .none)
    #expect(fixture.takeOutput() == "modeldeployment.slipway.dev/fraud model updated\n")
    let path = "\(CommandFixture.deployments)/fraud"
    #expect(fixture.send(.get, path)[["spec", "model", "uri"]] == "s3://models/fraud/13")
    #expect(fixture.send(.get, path)[["spec", "model", "format"]] == "sklearn")
    try await fixture.session().set(.image, of: name, to: "registry.example/model-server:1.4", dryRun: .none)
    #expect(
      fixture.takeOutput()
        == "modeldeployment.slipway.dev/fraud not changed: its image is registry.example/model-server:1.4 already\n")
  }

  private static func view(_ status: ModelDeploymentStatus) throws -> DeploymentView {
    let object: JSONValue = ["metadata": ["name": "fraud", "generation": 1], "spec": [:], "status": status.json]
    return try JSONCoding.decode(DeploymentView.self, from: object)
  }

  private static var healthy: ModelDeploymentStatus {
    var status = CommandFixture.status
    (status.phase, status.candidate, status.step) = (.healthy, nil, nil)
    return status
  }
}
