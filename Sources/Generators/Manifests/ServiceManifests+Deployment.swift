import KubeCore
import SlipwayAPI

extension ServiceManifests {
  private var runtime: RuntimePreset { settings.runtime }

  func filled(_ text: RuntimeText) -> String { text.filled(model: settings.name, folder: RuntimePreset.folder) }

  var deployment: GeneratedObject {
    var spec: JSONValue = [
      "selector": ["matchLabels": selector],
      // A replica that is loading serves nobody: the old ones stay until it is ready.
      "strategy": ["type": "RollingUpdate", "rollingUpdate": ["maxSurge": 1, "maxUnavailable": 0]],
      "template": ["metadata": ["labels": selector], "spec": pod],
    ]
    // Who scales owns the number.
    if settings.autoscaling == .none { spec["replicas"] = .integer(Int64(settings.replicas)) }
    var deployment = object("apps/v1", "Deployment", spec: spec)
    if !exceptions.isEmpty { deployment[["metadata", "annotations"]] = .object(JSONObject(exceptions)) }
    return GeneratedObject("deployment.yaml", deployment)
  }

  /// What scanners would find, and why it is meant so.
  private var exceptions: [(String, JSONValue)] {
    var reasons: [String] = []
    if settings.image.digest == nil {
      reasons.append("CKV_K8S_43=The image was named by its tag; pipelines deliver images by digest.")
    }
    if let user = runtime.user, user < 10_000 {
      reasons.append("CKV_K8S_40=The image of \(runtime.title) is made to run as user \(user).")
    }
    if runtime.livenessPath == nil {
      reasons.append("CKV_K8S_8=No page of \(runtime.title) tells that it hangs, and a wrong probe restarts busy servers.")
    }
    return reasons.enumerated().map { ("checkov.io/skip\($0 + 1)", .string($1)) }
  }

  private var pod: JSONValue {
    var volumes: [JSONValue] = [["name": "tmp", "emptyDir": ["sizeLimit": "1Gi"]]]
    if let claim = settings.claim {
      volumes.append(
        ["name": "model", "persistentVolumeClaim": ["claimName": .string(claim), "readOnly": true]])
    }
    return [
      "automountServiceAccountToken": false,
      "securityContext": [
        "runAsNonRoot": true, "runAsUser": user, "runAsGroup": user, "fsGroup": user,
        "seccompProfile": ["type": "RuntimeDefault"],
      ],
      "terminationGracePeriodSeconds": 60, "containers": [container], "volumes": .array(volumes),
      "topologySpreadConstraints": [
        [
          "maxSkew": 1, "topologyKey": "kubernetes.io/hostname", "whenUnsatisfiable": "ScheduleAnyway",
          "labelSelector": ["matchLabels": selector],
        ]
      ],
    ]
  }

  private var user: JSONValue { .integer(Int64(runtime.user ?? 10_001)) }

  private var container: JSONValue {
    var container: JSONValue = ["name": "model", "image": .string(settings.image.description)]
    container["imagePullPolicy"] = settings.image.digest == nil ? "Always" : "IfNotPresent"
    if !runtime.command.isEmpty { container["command"] = .array(runtime.command.map { .string(filled($0)) }) }
    if !runtime.arguments.isEmpty { container["args"] = .array(runtime.arguments.map { .string(filled($0)) }) }
    let variables = runtime.variables(settings.format)
    if !variables.isEmpty {
      container["env"] = .array(
        variables.map { ["name": .string($0.name), "value": .string(filled($0.value))] })
    }
    container["ports"] = .array(ports)
    addProbes(to: &container)
    container["resources"] = resources
    container["securityContext"] = [
      "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]], "readOnlyRootFilesystem": true,
    ]
    var mounts: [JSONValue] = [["name": "tmp", "mountPath": "/tmp"]]
    if settings.claim != nil {
      mounts.append(["name": "model", "mountPath": .string(RuntimePreset.folder), "readOnly": true])
    }
    container["volumeMounts"] = .array(mounts)
    return container
  }

  private var ports: [JSONValue] {
    var ports: [JSONValue] = [["name": "http", "containerPort": .integer(Int64(runtime.port))]]
    if let port = runtime.metricsPort { ports.append(["name": "metrics", "containerPort": .integer(Int64(port))]) }
    return ports
  }

  /// Startup takes as long as it takes, up to ten minutes; afterwards silence is a fault.
  private func addProbes(to container: inout JSONValue) {
    let ready: JSONValue = ["httpGet": ["path": .string(filled(runtime.readinessPath)), "port": "http"]]
    container["startupProbe"] = ready
    container[["startupProbe", "periodSeconds"]] = 2
    container[["startupProbe", "failureThreshold"]] = 300
    container["readinessProbe"] = ready
    container[["readinessProbe", "periodSeconds"]] = 5
    guard let path = runtime.livenessPath else { return }
    container["livenessProbe"] = ["httpGet": ["path": .string(filled(path)), "port": "http"], "periodSeconds": 10]
    container[["livenessProbe", "failureThreshold"]] = 6
  }

  private var resources: JSONValue {
    var resources: JSONValue = ["requests": ["cpu": "500m", "memory": "512Mi"], "limits": ["cpu": "2", "memory": "2Gi"]]
    if settings.accelerators > 0 {
      resources = ["requests": ["cpu": "2", "memory": "8Gi"], "limits": ["cpu": "8", "memory": "32Gi"]]
      resources[["limits", ServiceSettings.acceleratorKey]] = .integer(Int64(settings.accelerators))
    }
    return resources
  }
}
