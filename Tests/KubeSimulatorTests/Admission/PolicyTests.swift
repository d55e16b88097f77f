import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct PolicyTests {
  private static let policies = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies"
  private static let bindings = "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings"

  private static func policy(_ expression: String, _ more: JSONValue = [:]) -> JSONValue {
    var policy: JSONValue = [
      "metadata": ["name": "p"],
      "spec": [
        "matchConstraints": [
          "resourceRules": [
            [
              "apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE", "UPDATE", "DELETE"],
              "resources": ["configmaps"],
            ]
          ]
        ],
        "validations": [["expression": .string(expression), "message": "no"]],
      ],
    ]
    for (member, value) in more.object ?? [:] { policy[["spec", member]] = value }
    return policy
  }

  private static func binding(_ more: JSONValue = [:]) -> JSONValue {
    var binding: JSONValue = ["metadata": ["name": "b"], "spec": ["policyName": "p", "validationActions": ["Deny"]]]
    for (member, value) in more.object ?? [:] { binding[["spec", member]] = value }
    return binding
  }

  private func makeCluster(_ policy: JSONValue, _ binding: JSONValue = Self.binding()) -> TestCluster {
    var cluster = TestCluster()
    #expect(cluster.send(.post, Self.policies, policy).status == 201)
    #expect(cluster.send(.post, Self.bindings, binding).status == 201)
    return cluster
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var expression: String
    var more: JSONValue = [:]
    var isDenied: Bool
    var testDescription: String { "\(expression) \(more)" }
  }

  private static let failing: JSONValue = ["failurePolicy": "Ignore"]
  private static let cases = [
    Case(expression: "has(object.data.a)", isDenied: false),
    Case(expression: "!has(object.data.a)", isDenied: true),
    Case(expression: "object.data.missing == 'x'", isDenied: true),
    Case(expression: "object.data.missing == 'x'", more: failing, isDenied: false),
    Case(
      expression: "request.operation == 'CREATE' && request.name == 'm' && !has(request.subResource)", isDenied: false),
    Case(expression: "oldObject == null && request.userInfo.username == 'admin'", isDenied: false),
    Case(expression: "namespaceObject.metadata.name == 'default'", isDenied: false),
    Case(
      expression: "variables.two == 4",
      more: [
        "variables": [["name": "one", "expression": "1 + 1"], ["name": "two", "expression": "variables.one * 2"]]
      ], isDenied: false),
    Case(
      expression: "false", more: ["matchConditions": [["name": "c", "expression": "object.metadata.name != 'm'"]]],
      isDenied: false),
    Case(
      expression: "false", more: ["matchConditions": [["name": "c", "expression": "object.nope == 1"]]], isDenied: true),
    Case(
      expression: "authorizer.group('apps').resource('deployments').check('list').allowed()", isDenied: false),
  ]

  @Test(arguments: cases)
  func decides(_ one: Case) {
    var cluster = makeCluster(Self.policy(one.expression, one.more))
    let reply = cluster.send(.post, Sample.configMaps, Sample.configMap("m"))
    #expect(reply.status == (one.isDenied ? 422 : 201), "\(reply.body)")
  }

  @Test func deniesInTheServersWords() {
    var cluster = makeCluster(Self.policy("false", ["validations": [["expression": "false", "reason": "Forbidden"]]]))
    let reply = cluster.send(.post, Sample.configMaps, Sample.configMap("m"))
    #expect(reply.status == 403)
    let text = "ValidatingAdmissionPolicy 'p' with binding 'b' denied request: failed expression: false"
    #expect(reply.body["message"] == .string("configmaps \"m\" is forbidden: \(text)"))
    #expect(reply.body["details"]?["causes"]?[0]?["message"] == .string(text))
    #expect(cluster.get(Sample.configMaps + "/m")["code"] == 404)
  }

  @Test func warnsOnly() {
    var cluster = makeCluster(Self.policy("false"), Self.binding(["validationActions": ["Warn"]]))
    let request = cluster.makeRequest(.post, Sample.configMaps, Sample.configMap("m"))
    let answer = cluster.cluster.handle(request, at: cluster.now)
    #expect(answer.status == 201)
    let text = "Validation failed for ValidatingAdmissionPolicy 'p' with binding 'b': no"
    #expect(answer.headers.filter { $0.name == "Warning" }.map(\.value) == ["299 - \"\(text)\""])
  }

  @Test func takesParametersFromTheClusterAsItIs() {
    let kind: JSONValue = ["apiVersion": "v1", "kind": "Secret"]
    let reference: JSONValue = ["name": "limits", "parameterNotFoundAction": "Deny"]
    var cluster = makeCluster(
      Self.policy("size(object.data) <= size(params.data)", ["paramKind": kind]), Self.binding(["paramRef": reference]))
    let secrets = "/api/v1/namespaces/default/secrets"
    let missing = cluster.send(.post, Sample.configMaps, Sample.configMap("m"))
    #expect(missing.body["message"]?.string?.contains("no params found") == true)
    cluster.post(secrets, ["metadata": ["name": "limits"], "stringData": ["one": "1"]])
    #expect(cluster.send(.post, Sample.configMaps, Sample.configMap("m")).status == 201)
    #expect(cluster.send(.post, Sample.configMaps, Sample.configMap("n", ["a": "1", "b": "2"])).status == 422)
  }

  @Test func holdsForDeletionsAndDryRuns() {
    var cluster = TestCluster()
    cluster.post(Sample.configMaps, Sample.configMap("m"))
    cluster.post(Self.policies, Self.policy("request.operation != 'DELETE' || oldObject.metadata.name != 'm'"))
    cluster.post(Self.bindings, Self.binding())
    #expect(cluster.send(.delete, Sample.configMaps + "/m?dryRun=All").status == 422)
    #expect(cluster.send(.delete, Sample.configMaps + "/m").status == 422)
    #expect(cluster.send(.delete, Self.bindings + "/b").status == 200)
    #expect(cluster.send(.delete, Sample.configMaps + "/m").status == 200)
  }

  @Test func seesTheVersionThatThePolicyNames() {
    var cluster = TestCluster()
    let schema: JSONValue = ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]]
    let names: JSONValue = ["plural": "things", "kind": "Thing"]
    let versions: JSONValue = [
      ["name": "v1", "served": true, "storage": true, "schema": schema],
      ["name": "v1beta1", "served": true, "storage": false, "schema": schema],
    ]
    cluster.post(
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
      [
        "metadata": ["name": "things.example.com"],
        "spec": ["group": "example.com", "scope": "Namespaced", "names": names, "versions": versions],
      ])
    let rules: JSONValue = [
      ["apiGroups": ["example.com"], "apiVersions": ["v1"], "operations": ["*"], "resources": ["things"]]
    ]
    let policy = Self.policy(
      "object.apiVersion == 'example.com/v1' && request.requestKind.version == 'v1beta1'",
      ["matchConstraints": ["resourceRules": rules]])
    cluster.post(Self.policies, policy)
    cluster.post(Self.bindings, Self.binding())
    let thing: JSONValue = ["apiVersion": "example.com/v1beta1", "kind": "Thing", "metadata": ["name": "a"]]
    #expect(cluster.send(.post, "/apis/example.com/v1beta1/namespaces/default/things", thing).status == 201)
  }

  @Test func tellsWhatExpressionsGetWrongAboutTheirKinds() {
    var cluster = TestCluster()
    cluster.post(Self.policies, Self.policy("object.bogus == 1"))
    let warnings = cluster.get(Self.policies + "/p")["status"]?["typeChecking"]?["expressionWarnings"]
    #expect(warnings?[0]?["fieldRef"] == "spec.validations[0].expression")
    #expect(
      warnings?[0]?["warning"]?.string?.hasPrefix("/v1, Kind=ConfigMap: ERROR: <input>:1:7: undefined field") == true)
  }
}
