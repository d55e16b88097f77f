import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// What `kubectl get` shows of single objects; the texts are those of a real server.
@Suite struct KindTableTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var path: String
    var object: JSONValue
    var cells: JSONValue
    var testDescription: String { path }
  }

  private static let pod: JSONValue = [
    "restartPolicy": "Never", "containers": [["name": "a", "image": "x:1"], ["name": "b", "image": "y:1"]],
  ]
  private static let template: JSONValue = ["metadata": ["labels": ["app": "a"]], "spec": pod]

  private static let cases = [
    Case(
      path: "/apis/policy/v1/namespaces/default/poddisruptionbudgets",
      object: ["spec": ["minAvailable": "50%", "selector": ["matchLabels": ["app": "a"]]]],
      cells: ["x", "50%", "N/A", 0, "0s"]),
    Case(
      path: "/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers",
      object: [
        "spec": [
          "scaleTargetRef": ["kind": "Deployment", "name": "web", "apiVersion": "apps/v1"], "maxReplicas": 3,
          "metrics": [
            [
              "type": "Resource",
              "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 60]],
            ],
            [
              "type": "Resource",
              "resource": ["name": "memory", "target": ["type": "AverageValue", "averageValue": "1Gi"]],
            ],
            [
              "type": "Pods",
              "pods": ["metric": ["name": "m"], "target": ["type": "AverageValue", "averageValue": "5"]],
            ],
          ],
        ]
      ], cells: ["x", "Deployment/web", "cpu: <unknown>/60%, memory: <unknown>/1Gi + 1 more...", "1", 3, 0, "0s"]),
    Case(
      path: "/apis/networking.k8s.io/v1/namespaces/default/ingresses",
      object: [
        "spec": [
          "ingressClassName": "c", "tls": [["hosts": ["a"]]],
          "rules": [["host": "a"], ["host": "b"], ["host": "c"], ["host": "d"]],
        ]
      ], cells: ["x", "c", "a,b,c + 1 more...", "", "80, 443", "0s"]),
    Case(
      path: "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies", object: ["spec": ["podSelector": [:]]],
      cells: ["x", "<none>", "0s"]),
    Case(
      path: "/api/v1/namespaces/default/persistentvolumeclaims",
      object: [
        "spec": [
          "accessModes": ["ReadWriteOnce"], "resources": ["requests": ["storage": "1Gi"]], "volumeMode": "Block",
        ]
      ], cells: ["x", "Pending", "", "", "", "", "<unset>", "0s", "Block"]),
    Case(
      path: "/apis/storage.k8s.io/v1/storageclasses",
      object: [
        "provisioner": "p",
        "metadata": ["name": "x", "annotations": ["storageclass.kubernetes.io/is-default-class": "true"]],
      ], cells: ["x (default)", "p", "Delete", "Immediate", false, "0s"]),
    Case(
      path: "/apis/batch/v1/namespaces/default/jobs", object: ["spec": ["completions": 2, "template": template]],
      cells: ["x", "Running", "0/2", "0s", "0s", "a,b", "x:1,y:1", "batch.kubernetes.io/controller-uid=<uid>"]),
    Case(
      path: "/apis/batch/v1/namespaces/default/cronjobs",
      object: ["spec": ["schedule": "@daily", "jobTemplate": ["spec": ["template": template]]]],
      cells: ["x", "@daily", "<none>", "False", 0, "<none>", "0s", "a,b", "x:1,y:1", "<none>"]),
    Case(
      path: "/api/v1/namespaces/default/endpoints",
      object: ["subsets": [["addresses": [["ip": "192.0.2.1"], ["ip": "192.0.2.2"]], "ports": [["port": 80]]]]],
      cells: ["x", "192.0.2.1:80,192.0.2.2:80", "0s"]),
    Case(
      path: "/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings",
      object: [
        "roleRef": ["kind": "Role", "name": "r", "apiGroup": "rbac.authorization.k8s.io"],
        "subjects": [
          ["kind": "User", "name": "jane", "apiGroup": "rbac.authorization.k8s.io"],
          ["kind": "ServiceAccount", "name": "bot", "namespace": "n"],
        ],
      ], cells: ["x", "Role/r", "0s", "jane", "", "n/bot"]),
    Case(
      path: "/apis/scheduling.k8s.io/v1/priorityclasses", object: ["value": 7],
      cells: ["x", 7, false, "0s", "PreemptLowerPriority"]),
    Case(
      path: "/api/v1/namespaces/default/events",
      object: [
        "involvedObject": ["kind": "Pod", "name": "p", "namespace": "default"], "reason": "R", "message": "M",
        "type": "Normal", "source": ["component": "c", "host": "h"], "count": 3,
        "firstTimestamp": "2026-09-21T14:12:20Z", "lastTimestamp": "2026-09-21T14:13:10Z",
      ], cells: ["10s", "Normal", "R", "pod/p", "", "c, h", "M", "60s", 3, "x"]),
  ]

  @Test(arguments: cases)
  func isAsARealServerShowsIt(test: Case) throws {
    var cluster = TestCluster(runsControllers: false)
    var object = test.object
    object[["metadata", "name"]] = "x"
    let created = cluster.send(.post, test.path, object)
    try #require(created.status == 201, "\(created.body)")
    if test.path.hasSuffix("jobs"), object["spec"]?["completions"] != nil {
      cluster.merge(test.path + "/x/status", ["status": ["startTime": .string(cluster.now.text)]])
    }
    let table = cluster.send(.get, test.path + "/x", accept: "application/json;as=Table;v=v1;g=meta.k8s.io").body
    var cells = table["rows"]?[0]?["cells"]?.elements ?? []
    if let uid = created.body.uid {
      cells = cells.map { $0.string.map { .string($0.replacing(uid, with: "<uid>")) } ?? $0 }
    }
    #expect(JSONValue.array(cells) == test.cells)
    #expect(table["columnDefinitions"]?.elements.count == cells.count)
  }

  @Test func scalesHaveATable() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 3))
    let table = cluster.send(
      .get, Sample.deployments + "/web/scale", accept: "application/json;as=Table;v=v1;g=meta.k8s.io"
    ).body
    #expect(table["rows"]?[0]?["cells"] == ["web", 3, 3, "0s"])
  }
}
