import KubeClient
import KubeConnection
import KubeCore
import KubeSimulator
import SlipwayAPI
import Testing

/// What `pods.restrict` has the API server refuse.
@Suite struct RestrictedPodsTests {
  private static let now = Timestamp(seconds: 1_790_000_000)
  private static let models = "/apis/slipway.dev/v1alpha1/namespaces/default/modeldeployments"
  private var cluster = SimulatedCluster(seed: 1, start: now)

  init() throws {
    try send("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", CustomResourceDefinition.modelDeployment)
    let lines = try Repository.text("helm/slipway/templates/restrictpods.yaml").split(separator: "\n")
    let text = lines.filter { !$0.contains("{{-") }.joined(separator: "\n")
      .replacing(#"{{ include "slipway.fullname" . }}"#, with: "slipway")
    let objects = try YAMLParser.documents(text)
    try #require(objects.count == 2)
    try send("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies", objects[0])
    try send("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings", objects[1])
  }

  private mutating func send(_ path: String, _ body: JSONValue) throws {
    let answer = post(path, body)
    try #require(answer.status == 201, "\(answer.text)")
  }

  private mutating func post(_ path: String, _ body: JSONValue) -> (status: Int, text: String) {
    let answer = cluster.handle(
      KubeRequest(
        method: .post, path: path, headers: [KubeRequest.Field("Content-Type", "application/json")],
        body: JSONWriter.write(body)), at: Self.now)
    guard case .bytes(let bytes) = answer.body else { return (answer.status, "") }
    return (answer.status, String(decoding: bytes, as: UTF8.self))
  }

  private static let container: JSONValue = ["name": "test", "image": "registry.example/test:1"]

  /// A ModelDeployment whose own pods, or whose Job's, have a pod template.
  private static func model(_ template: JSONValue, inJob: Bool) -> JSONValue {
    var model: JSONValue = [
      "apiVersion": "slipway.dev/v1alpha1", "kind": "ModelDeployment", "metadata": ["name": "fraud"],
      "spec": [
        "model": ["uri": "oci://registry.example/models/fraud:12", "format": "sklearn"],
        "runtime": ["image": "registry.example/server:1"],
      ],
    ]
    if inJob {
      model[["spec", "analysis", "metrics"]] = [["name": "smoke", "job": ["spec": ["template": template]]]]
    } else {
      model[["spec", "runtime", "template"]] = template
    }
    return model
  }

  private static func pod(_ spec: JSONValue) -> JSONValue {
    var spec = spec
    if spec["containers"] == nil { spec["containers"] = [container] }
    return ["spec": spec]
  }

  private static func pod(container members: JSONValue, in list: String = "containers") -> JSONValue {
    var own = container
    for (name, value) in members.object ?? [:] { own[name] = value }
    return pod([list: [container, own]])
  }

  private static func pod(context: JSONValue) -> JSONValue { pod(container: ["securityContext": context]) }

  static let refused: [(JSONValue, String)] = [
    (pod(["hostNetwork": true]), "network"), (pod(["hostPID": true]), "network"), (pod(["hostIPC": true]), "network"),
    (pod(["volumes": [["name": "a", "emptyDir": [:]], ["name": "v", "hostPath": ["path": "/"]]]]), "hostPath"),
    (pod(container: ["ports": [["containerPort": 1, "hostPort": 80]]]), "hostPort"),
    (pod(context: ["privileged": true]), "privileged"),
    (pod(container: ["securityContext": ["privileged": true]], in: "initContainers"), "privileged"),
    (pod(context: ["allowPrivilegeEscalation": true]), "escalation"),
    (pod(context: ["capabilities": ["add": ["CHOWN", "SYS_ADMIN"]]]), "capabilities"),
    (pod(context: ["seccompProfile": ["type": "Unconfined"]]), "Unconfined"),
    (pod(["securityContext": ["seccompProfile": ["type": "Unconfined"]]]), "Unconfined"),
    (pod(context: ["appArmorProfile": ["type": "Unconfined"]]), "Unconfined"),
    (
      ["metadata": ["annotations": ["container.apparmor.security.beta.kubernetes.io/test": "unconfined"]]], "AppArmor"
    ),
    (pod(["securityContext": ["seLinuxOptions": ["type": "spc_t"]]]), "SELinux"),
    (pod(context: ["seLinuxOptions": ["user": "root"]]), "SELinux"),
    (pod(context: ["procMount": "Unmasked"]), "/proc"),
    (pod(["securityContext": ["windowsOptions": ["hostProcess": true]]]), "Windows"),
    (pod(["securityContext": ["sysctls": [["name": "kernel.msgmax", "value": "1"]]]]), "sysctls"),
    // What no pod could be is refused as well.
    (["spec": ["containers": "none"]], ""), (pod(context: "none"), ""),
  ]

  @Test("beyond the baseline", arguments: refused, [false, true])
  mutating func refuses(_ template: (JSONValue, String), inJob: Bool) {
    let answer = post(Self.models, Self.model(template.0, inJob: inJob))
    #expect(answer.status == 422 && answer.text.contains(template.1), "\(answer)")
  }

  static let allowed: [JSONValue] = [
    pod([:]), ["metadata": ["annotations": ["container.apparmor.security.beta.kubernetes.io/test": "runtime/default"]]],
    pod(["hostNetwork": false, "volumes": [["name": "a", "emptyDir": [:]]]]),
    pod(container: ["ports": [["containerPort": 1]]], in: "initContainers"),
    pod(context: ["privileged": false, "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"], "add": ["CHOWN"]]]),
    pod(["securityContext": ["seccompProfile": ["type": "RuntimeDefault"], "seLinuxOptions": ["type": "container_t"]]]),
    pod(["securityContext": ["sysctls": [["name": "net.ipv4.tcp_syncookies", "value": "1"]]]]),
  ]

  @Test("within the baseline", arguments: allowed, [false, true])
  mutating func allows(_ template: JSONValue, inJob: Bool) {
    let answer = post(Self.models, Self.model(template, inJob: inJob))
    #expect(answer.status == 201, "\(answer)")
  }

  @Test("what is not said is allowed, and folders of the node are refused outside of templates too")
  mutating func others() {
    var model = Self.model([:], inJob: false)
    model[["spec", "runtime", "volumes"]] = [["name": "v", "hostPath": ["path": "/"]]]
    #expect(post(Self.models, model).text.contains("hostPath"))
    model[["spec", "runtime"]] = ["image": "registry.example/server:1"]
    model[["spec", "analysis"]] = ["metrics": [["name": "errors", "errorRate": [:]]]]
    #expect(post(Self.models, model).status == 201)
  }
}
