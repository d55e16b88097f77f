import CommandKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import SlipwayAPI
import Testing

@Suite struct DoctorTests {
  @Test func saysWhatIsMissing() async throws {
    let fixture = CommandFixture()
    fixture.send(.delete, "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/modeldeployments.slipway.dev")
    #expect(try await fixture.session().doctor([]) == 1)
    let lines = fixture.takeOutput().split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("ok        API server                      answers, version v1."))
    #expect(
      lines[2] == "failure   definition of ModelDeployment   modeldeployments.slipway.dev v1alpha1 is not served; "
        + "install crds.yaml of this version")
  }

  @Test func looksAtEachDeployment() async throws {
    let fixture = CommandFixture.midway()
    fixture.post(
      "/api/v1/namespaces/default/services", ["metadata": ["name": "fraud"], "spec": ["ports": [["port": 80]]]])
    _ = try await fixture.session().doctor([])
    let text = fixture.takeOutput()
    #expect(text.contains("a Service `fraud` exists that is not its own; rename one of them"))
    #expect(text.contains("it has seen the newest spec of every ModelDeployment in default"))
    #expect(text.contains("the metrics of pods cannot be read through the API server: the server"))
  }

  @Test(arguments: [
    (["errorRate": [:]], "ok        fraud", "shows the metrics that the analysis needs"),
    (["accuracy": [:]], "warning   fraud", "shows no labelled outcomes yet, which the analysis needs"),
  ] as [(JSONValue, String, String)])
  func readsThePagesOfPods(_ metric: JSONValue, _ begin: String, _ end: String) async throws {
    let fixture = CommandFixture.midway()
    var named = metric
    named["name"] = "one"
    fixture.change(["analysis": ["metrics": [named]]])
    let session = CommandSession(
      client: KubeClient(transport: MetricsProxy(fixture.transport)), namespace: "default",
      output: fixture.session().output, time: fixture.time.source)
    _ = try await session.doctor([])
    let last = fixture.takeOutput().split(separator: "\n").last ?? ""
    #expect(last.hasPrefix(begin) && last.hasSuffix(end), "\(last)")
  }

  @Test func missesTheKindsOfARouter() async throws {
    let fixture = CommandFixture.midway()
    fixture.change(["traffic": ["router": ["gatewayAPI": ["gateway": ["name": "g"]]]]])
    _ = try await fixture.session().doctor([])
    #expect(
      fixture.takeOutput().contains(
        "the server does not serve httproutes.gateway.networking.k8s.io v1, which its router or autoscaler writes"))
  }

  @Test func missesTheRouteThatIsAttachedTo() async throws {
    let fixture = CommandFixture.midway()
    fixture.change(["traffic": ["router": ["gatewayAPI": ["attach": ["name": "front"]]]]])
    fixture.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", LocalGateway.definition)
    _ = try await fixture.session().doctor([])
    #expect(fixture.takeOutput().contains("its route HTTPRoute `front` does not exist"))
  }

  @Test(
    "quotes what keeps the router from its work",
    arguments: [("RouteRefused", "failure"), ("RouteUnconfirmed", "warning")])
  func quotesTheRouter(reason: String, level: String) async throws {
    let fixture = CommandFixture.midway()
    fixture.change(["traffic": ["router": ["gatewayAPI": ["gateway": ["name": "g"]]]]])
    fixture.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", LocalGateway.definition)
    var status = CommandFixture.status
    status.conditions.set(
      Condition(type: "RouterReady", status: .false, reason: reason, message: "Gateway `g` says no."),
      at: fixture.time.source.wall())
    fixture.write(status, of: "fraud")
    _ = try await fixture.session().doctor([])
    let line = fixture.takeOutput().split(separator: "\n").first { $0.contains("Gateway `g` says no.") } ?? ""
    #expect(line.hasPrefix(level), "\(line)")
  }

  @Test func saysWhatOneMayNotLookAt() async throws {
    let fixture = CommandFixture.midway()
    fixture.transport.withCluster { $0.enforcesAccess = true }
    let session = CommandSession(
      client: KubeClient(transport: Stranger(fixture.transport)), namespace: "default", output: fixture.session().output,
      time: fixture.time.source)
    #expect(try await session.doctor([]) == 0)
    let text = fixture.takeOutput()
    #expect(text.contains("you may not list modeldeployments.slipway.dev"))
    #expect(text.contains("you may not look at ModelDeployments in default to tell by"))
  }

  @Test func noticesAnOperatorThatSleeps() async throws {
    let fixture = CommandFixture.midway()
    var status = CommandFixture.status
    status.observedGeneration = 0
    fixture.write(status, of: "fraud")
    #expect(try await fixture.session().doctor([]) == 1)
    #expect(
      fixture.takeOutput().contains("it has not seen the newest spec of fraud; does it run, and look after default?"))
  }
}

/// The way of a user without rights.
private struct Stranger: KubeTransport {
  private let cluster: any KubeTransport

  init(_ cluster: any KubeTransport) { self.cluster = cluster }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    var request = request
    request.headers += [
      KubeRequest.Field("X-Remote-User", "bob"), KubeRequest.Field("X-Remote-Group", "system:authenticated"),
    ]
    return try await cluster.send(request)
  }
}
