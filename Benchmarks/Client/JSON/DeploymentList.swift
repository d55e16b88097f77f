import BenchmarkSupport
import KubeCore

/// A list of Deployments as a cluster would answer with: seeded, so that every run reads the same bytes.
///
/// Each has what makes real lists large: managed fields of three managers, labels, environment, probes, conditions.
enum DeploymentList {
  /// How many objects there are in `text`.
  static let count = 1300

  /// A whole list as text, more than 6 MB.
  static let text: [UInt8] = {
    var text: [UInt8] = []
    var chunks = makeChunks(count: count)
    while let chunk = chunks.next() { text += chunk }
    return text
  }()

  /// The list piece by piece, one object at a time, so that it never has to be in memory as a whole.
  static func makeChunks(count: Int) -> Chunks { Chunks(count: count) }

  struct Chunks: IteratorProtocol {
    private let count: Int
    private var position = -1
    private var random = SplitMix64(seed: 20_261_121)

    fileprivate init(count: Int) { self.count = count }

    mutating func next() -> [UInt8]? {
      defer { position += 1 }
      if position < 0 {
        return Array(
          #"{"kind":"DeploymentList","apiVersion":"apps/v1","metadata":{"resourceVersion":"8123456"},"items":["#.utf8)
      }
      if position < count {
        let object = JSONWriter.write(DeploymentList.deployment(position, &random))
        return position == 0 ? object : [UInt8(ascii: ",")] + object
      }
      return position == count ? Array("]}\n".utf8) : nil
    }
  }
}

// MARK: - One object

extension DeploymentList {
  private static func deployment(_ number: Int, _ random: inout SplitMix64) -> JSONValue {
    let app = ["checkout", "inventory", "billing", "search", "recommendation"][pick(5, &random)]
    let name = "\(app)-\(hex(5, &random))-\(number)"
    let labels: JSONValue = [
      "app.kubernetes.io/name": .string(app), "app.kubernetes.io/instance": .string(name),
      "app.kubernetes.io/version": .string("v1.\(pick(40, &random)).\(pick(10, &random))"), "team": "platform",
    ]
    let replicas = JSONValue.integer(Int64(1 + pick(12, &random)))
    return [
      "metadata": metadata(name, labels, number, &random),
      "spec": [
        "replicas": replicas, "selector": ["matchLabels": ["app.kubernetes.io/instance": .string(name)]],
        "template": ["metadata": ["creationTimestamp": .null, "labels": labels], "spec": podSpec(app, &random)],
        "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxUnavailable": "25%", "maxSurge": "25%"]],
        "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600,
      ],
      "status": status(replicas, name),
    ]
  }

  private static func metadata(
    _ name: String, _ labels: JSONValue, _ number: Int, _ random: inout SplitMix64
  ) -> JSONValue {
    [
      "name": .string(name), "namespace": .string("team-\(pick(20, &random))"), "uid": .string(uid(&random)),
      "resourceVersion": .string(String(8_000_000 + number)), "generation": .integer(Int64(1 + pick(30, &random))),
      "creationTimestamp": "2026-03-04T09:21:47Z", "labels": labels,
      "annotations": [
        "deployment.kubernetes.io/revision": .string(String(1 + pick(30, &random))),
        "example.com/description": .string("Serves \"\(name)\"\nto the shop\u{2019}s front end"),
      ],
      "managedFields": [
        managedFields("helm", "Apply", ["replicas", "selector", "strategy", "template"]),
        managedFields("kubectl-edit", "Update", ["revisionHistoryLimit", "progressDeadlineSeconds"]),
        managedFields("kube-controller-manager", "Update", ["conditions", "observedGeneration", "readyReplicas"]),
      ],
    ]
  }

  private static func managedFields(_ manager: String, _ operation: String, _ fields: [String]) -> JSONValue {
    let container: JSONValue = [
      ".": [:], "f:args": [:], "f:image": [:], "f:imagePullPolicy": [:], "f:name": [:],
      "f:env": [".": [:], #"k:{"name":"LOG_LEVEL"}"#: [".": [:], "f:name": [:], "f:value": [:]]],
      "f:livenessProbe": ["f:httpGet": ["f:path": [:], "f:port": [:]], "f:periodSeconds": [:]],
      "f:resources": ["f:limits": ["f:memory": [:]], "f:requests": ["f:cpu": [:], "f:memory": [:]]],
    ]
    var members = JSONObject(fields.map { ("f:\($0)", [:]) })
    members["f:template"] = ["f:spec": ["f:containers": [#"k:{"name":"server"}"#: container]]]
    return [
      "manager": .string(manager), "operation": .string(operation), "apiVersion": "apps/v1",
      "time": "2026-03-04T09:21:47Z", "fieldsType": "FieldsV1", "fieldsV1": ["f:spec": .object(members)],
    ]
  }

  private static func podSpec(_ app: String, _ random: inout SplitMix64) -> JSONValue {
    let port: JSONValue = 8080
    func probe(_ path: JSONValue) -> JSONValue {
      [
        "httpGet": ["path": path, "port": port, "scheme": "HTTP"], "initialDelaySeconds": 5, "timeoutSeconds": 1,
        "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3,
      ]
    }
    let environment = (0..<(6 + pick(8, &random))).map { position -> JSONValue in
      ["name": .string("SETTING_\(position)_OF_\(app.uppercased())"), "value": .string(hex(24, &random))]
    }
    let container: JSONValue = [
      "name": "server", "image": .string("registry.example.com/shop/\(app)@sha256:\(hex(64, &random))"),
      "args": ["--listen=:8080", "--threads=4", "--shutdown-timeout=25s"],
      "ports": [["name": "http", "containerPort": port, "protocol": "TCP"]],
      "env": .array([["name": "LOG_LEVEL", "value": "info"]] + environment),
      "resources": [
        "limits": ["memory": "512Mi"], "requests": ["cpu": .string("\(100 + pick(900, &random))m"), "memory": "256Mi"],
      ],
      "livenessProbe": probe("/healthz"), "readinessProbe": probe("/readyz"),
      "terminationMessagePath": "/dev/termination-log", "terminationMessagePolicy": "File",
      "imagePullPolicy": "IfNotPresent",
      "securityContext": ["runAsNonRoot": true, "readOnlyRootFilesystem": true, "allowPrivilegeEscalation": false],
    ]
    return [
      "containers": [container], "restartPolicy": "Always", "terminationGracePeriodSeconds": 30,
      "dnsPolicy": "ClusterFirst", "serviceAccountName": .string(app), "schedulerName": "default-scheduler",
      "securityContext": ["fsGroup": 10_001, "seccompProfile": ["type": "RuntimeDefault"]],
    ]
  }

  private static func status(_ replicas: JSONValue, _ name: String) -> JSONValue {
    func condition(_ type: JSONValue, _ reason: JSONValue, _ message: String) -> JSONValue {
      [
        "type": type, "status": "True", "lastUpdateTime": "2026-03-04T09:22:31Z",
        "lastTransitionTime": "2026-03-04T09:22:31Z", "reason": reason, "message": .string(message),
      ]
    }
    return [
      "observedGeneration": 3, "replicas": replicas, "updatedReplicas": replicas, "readyReplicas": replicas,
      "availableReplicas": replicas,
      "conditions": [
        condition("Available", "MinimumReplicasAvailable", "Deployment has minimum availability."),
        condition(
          "Progressing", "NewReplicaSetAvailable", "ReplicaSet \"\(name)-7d9c\" has successfully progressed."),
      ],
    ]
  }

  // MARK: Random parts

  private static func pick(_ count: Int, _ random: inout SplitMix64) -> Int { Int(random.next() % UInt64(count)) }

  private static func hex(_ length: Int, _ random: inout SplitMix64) -> String {
    String((0..<length).map { _ in "0123456789abcdef"[pick(16, &random)] })
  }

  private static func uid(_ random: inout SplitMix64) -> String {
    [8, 4, 4, 4, 12].map { hex($0, &random) }.joined(separator: "-")
  }
}

extension StringProtocol {
  fileprivate subscript(position: Int) -> Character { self[index(startIndex, offsetBy: position)] }
}
