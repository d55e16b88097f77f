import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct AccessTests {
  private func sent(_ answer: String, _ call: (KubeClient) async throws(KubeError) -> Void) async throws -> JSONValue {
    let transport = FakeTransport([KubeResponse(201, answer)])
    try await call(KubeClient(transport))
    let request = try #require(transport.requests.first)
    #expect(request.method == .post)
    return ["path": .string(request.path), "body": try JSONParser.parse(request.body ?? [])]
  }

  @Test("may I: the question names what it is about, the answer why")
  func mayI() async throws {
    let answer = #"{"status":{"allowed":false,"denied":true,"reason":"RBAC: no","evaluationError":"x"}}"#
    let sent = try await sent(answer) { client throws(KubeError) in
      let answer = try await client.mayI(
        AccessQuestion("patch", Service.resourceType, namespace: "ml", name: "a"))
      #expect(!answer.isAllowed && answer.isDenied && answer.reason == "RBAC: no" && answer.evaluationError == "x")
    }
    #expect(sent["path"] == "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
    #expect(
      sent["body"]?["spec"] == [
        "resourceAttributes": ["verb": "patch", "resource": "services", "namespace": "ml", "name": "a"]
      ])
  }

  @Test("may somebody else, and what about a path")
  func may() async throws {
    let sent = try await sent(#"{"status":{"allowed":true}}"#) { client throws(KubeError) in
      let answer = try await client.may(
        UserInfo(username: "op", groups: ["g"], extra: ["k": ["v"]]), AccessQuestion("get", path: "/metrics"))
      #expect(answer.isAllowed && answer.reason.isEmpty)
    }
    #expect(
      sent["body"]?["spec"] == [
        "user": "op", "groups": ["g"], "extra": ["k": ["v"]],
        "nonResourceAttributes": ["path": "/metrics", "verb": "get"],
      ])
  }

  @Test("the rules of a namespace say when they are incomplete")
  func rules() async throws {
    let answer = #"{"status":{"resourceRules":[{"verbs":["get"],"apiGroups":[""],"resources":["pods"]}],"#
      + #""nonResourceRules":[{"verbs":["get"],"nonResourceURLs":["/healthz"]}],"incomplete":true}}"#
    _ = try await sent(answer) { client throws(KubeError) in
      let rules = try await client.myRules(in: "ml")
      #expect(rules.isIncomplete && rules.resourceRules.first?.resources == ["pods"])
      #expect(rules.pathRules.first?.nonResourceURLs == ["/healthz"])
    }
  }

  @Test("who I am, and whose token this is")
  func identity() async throws {
    let me = try await sent(#"{"status":{"userInfo":{"username":"admin","groups":["system:masters"]}}}"#) {
      client throws(KubeError) in
      #expect(try await client.whoAmI().username == "admin")
    }
    #expect(me["path"] == "/apis/authentication.k8s.io/v1/selfsubjectreviews")
    let token = try await sent(
      #"{"status":{"authenticated":true,"user":{"username":"system:serviceaccount:ml:op"},"audiences":["a"]}}"#
    ) { client throws(KubeError) in
      let answer = try await client.review(token: "t", audiences: ["a"])
      #expect(answer.isAuthenticated && answer.audiences == ["a"])
    }
    #expect(token["body"]?["spec"] == ["token": "t", "audiences": ["a"]])
  }

  @Test("an issued token says when it expires, and never itself in text")
  func tokens() async throws {
    let answer = #"{"status":{"token":"hunter2","expirationTimestamp":"2030-01-01T00:00:00Z"}}"#
    let sent = try await sent(answer) { client throws(KubeError) in
      let accounts = client.api(
        ResourceType(group: "", version: "v1", kind: "ServiceAccount", plural: "serviceaccounts"), namespace: "ml")
      let token = try await accounts.token(
        for: "op", audiences: ["vault"], lifetime: .seconds(600), boundTo: ObjectMeta(name: "p"))
      #expect(token.token == "hunter2" && token.expires == Timestamp("2030-01-01T00:00:00Z"))
      #expect(!"\(token) \(String(reflecting: token))".contains("hunter2"))
    }
    #expect(sent["path"] == "/api/v1/namespaces/ml/serviceaccounts/op/token")
    #expect(
      sent["body"]?["spec"] == [
        "audiences": ["vault"], "expirationSeconds": 600,
        "boundObjectRef": ["apiVersion": "v1", "kind": "Pod", "name": "p"],
      ])
  }

  @Test("an eviction names the pod and its conditions, and is never sent twice by itself")
  func eviction() async throws {
    let transport = FakeTransport([KubeResponse(refusal: 429, "TooManyRequests", headers: [.init("Retry-After", "1")])])
    let client = KubeClient(transport, retries: RetryPolicy(tries: 5))
    var options = DeleteOptions(gracePeriodSeconds: 3, uid: "u")
    options.propagation = nil
    let conditions = options
    let error = await failure { () throws(KubeError) in
      try await client.api(Pod.self, namespace: "ml").evict("p", conditions)
    }
    #expect(error?.code == .tooManyRequests)
    #expect(transport.requests.count == 1)
    #expect(
      try JSONParser.parse(transport.requests[0].body ?? []) == [
        "apiVersion": "policy/v1", "kind": "Eviction", "metadata": ["name": "p", "namespace": "ml"],
        "deleteOptions": ["gracePeriodSeconds": 3, "preconditions": ["uid": "u"]],
      ])
  }

  @Test("a workload is scaled through its scale, with the version as a condition")
  func scale() async throws {
    let scale = #"{"metadata":{"name":"w"},"spec":{"replicas":3},"status":{"replicas":2,"selector":"app=w"}}"#
    let transport = FakeTransport([KubeResponse(200, scale), KubeResponse(200, scale)])
    let api = KubeClient(transport).api(Deployment.self, namespace: "ml")
    #expect(try await api.scale("w").status?.selector == "app=w")
    #expect(try await api.scale("w", to: 3, resourceVersion: "5").replicas == 3)
    #expect(transport.requests.allSatisfy { $0.path.hasSuffix("/deployments/w/scale") })
    #expect(
      try JSONParser.parse(transport.requests[1].body ?? [])
        == ["metadata": ["resourceVersion": "5"], "spec": ["replicas": 3]])
  }
}
