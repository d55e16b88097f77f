import KubeCore
import Testing

@testable import KubeClient

@Suite struct DiscoveryTests {
  private let core = #"{"kind":"APIGroupDiscoveryList","items":[{"metadata":{},"versions":[{"version":"v1","resources":["#
    + #"{"resource":"pods","responseKind":{"group":"","version":"","kind":"Pod"},"scope":"Namespaced","singularResource":"pod","#
    + #""verbs":["get","watch"],"shortNames":["po"],"subresources":[{"subresource":"log"}]}]}]}]}"#
  private let others = #"{"kind":"APIGroupDiscoveryList","items":[{"metadata":{"name":"apps"},"versions":[{"version":"v1","#
    + #""resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"},"scope":"Namespaced","#
    + #""singularResource":"deployment","verbs":["get"],"shortNames":["deploy"]}]},{"version":"v1beta1","freshness":"Stale","#
    + #""resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"},"scope":"Namespaced","verbs":["get"]},"#
    + #"{"resource":"orphans","subresources":[]}]}]}]}"#

  @Test("aggregated discovery is two requests")
  func aggregated() async throws {
    let transport = FakeTransport([KubeResponse(200, core), KubeResponse(200, others)])
    let discovery = try await KubeClient(transport).discover()
    #expect(transport.requests.count == 2)
    #expect(discovery.groups.map(\.name) == ["", "apps"])
    let deployment = try #require(discovery.resource(kind: "Deployment"))
    #expect(deployment.type.apiVersion == "apps/v1")
    #expect(discovery.resource(kind: "Deployment", group: "apps", version: "v1beta1") != nil)
    #expect(discovery.failures["apps/v1beta1"] != nil)
    let pod = try #require(discovery.resource(named: "po"))
    #expect(pod.subresources == ["log"] && pod.supports("watch") && !pod.supports("create"))
  }

  @Test("names are found as people write them", arguments: [
    "deploy", "deployment", "deployments", "Deployment", "deployments.apps", "deploy.apps",
  ])
  func names(name: String) async throws {
    let transport = FakeTransport([KubeResponse(200, core), KubeResponse(200, others)])
    let discovery = try await KubeClient(transport).discover()
    #expect(discovery.resource(named: name)?.type.plural == "deployments")
    #expect(discovery.resource(named: name + "x") == nil)
  }

  @Test("a server without it is asked group by group, and one that is down is told apart")
  func fallback() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"kind":"APIVersions","versions":["v1"]}"#),
      KubeResponse(
        200,
        #"{"resources":[{"name":"pods","namespaced":true,"kind":"Pod","verbs":["get"]},{"name":"pods/log","namespaced":true,"kind":"Pod"}]}"#
      ),
      KubeResponse(
        200,
        #"{"kind":"APIGroupList","groups":[{"name":"apps","versions":[{"version":"v1beta1"},{"version":"v1"}],"preferredVersion":{"version":"v1"}},{"name":"metrics.k8s.io","versions":[{"version":"v1"}]}]}"#
      ),
      KubeResponse(200, #"{"resources":[{"name":"deployments","namespaced":true,"kind":"Deployment"}]}"#),
      KubeResponse(200, #"{"resources":[{"name":"deployments","namespaced":true,"kind":"Deployment"}]}"#),
      KubeResponse(503, "service unavailable"),
    ])
    let discovery = try await KubeClient(transport).discover()
    #expect(discovery.resource(kind: "Pod")?.subresources == ["log"])
    #expect(discovery.resource(kind: "Deployment")?.type.version == "v1")
    #expect(discovery.failures["metrics.k8s.io/v1"]?.code == .serverFailure)
  }

  @Test("a server that cannot answer in that form is asked for the plain one")
  func notAcceptable() async throws {
    let transport = FakeTransport([
      KubeResponse(refusal: 406, "NotAcceptable"), KubeResponse(200, #"{"versions":[]}"#),
      KubeResponse(200, #"{"groups":[]}"#),
    ])
    #expect(try await KubeClient(transport).discover().resources.isEmpty)
    #expect(transport.requests[1].headers == [KubeRequest.Field("Accept", "application/json")])
  }

  @Test("whether a kind is served is one request; an unknown group is a no, a failure is not")
  func serves() async throws {
    let resources = #"{"resources":[{"name":"widgets","namespaced":true,"kind":"Widget"}]}"#
    let transport = FakeTransport([
      KubeResponse(200, resources), KubeResponse(200, #"{"resources":[]}"#), KubeResponse(404, "404 page not found\n"),
      KubeResponse(503, "down"),
    ])
    let client = KubeClient(transport)
    #expect(try await client.serves(.widgets))
    #expect(try await !client.serves(.widgets))
    #expect(try await !client.serves(.widgets))
    let error = await failure { () throws(KubeError) in try await client.serves(.widgets) }
    #expect(error?.code == .serverFailure)
  }

  @Test("the version and the server's health")
  func version() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"gitVersion":"v1.36.2-vendor.3"}"#), KubeResponse(200, "ok"),
      KubeResponse(500, "[-]etcd failed: reason withheld"),
    ])
    let client = KubeClient(transport)
    let release = try await client.version().release
    #expect(release?.major == 1 && release?.minor == 36)
    try await client.check(.ready)
    let error = await failure { () throws(KubeError) in try await client.check(.live) }
    #expect(error?.message == "HTTP status 500: [-]etcd failed: reason withheld")
    #expect(transport.requests.map(\.path) == ["/version", "/readyz", "/livez"])
  }
}
