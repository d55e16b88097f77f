import KubeCore
import KubeTypes

/// A page that is to be served, as users apply it.
struct Website: KubeResource {
  static let resourceType = ResourceType(
    group: "example.dev", version: "v1", kind: "Website", plural: "websites")

  struct Spec: Sendable, Hashable, Codable {
    /// The page itself.
    var html: String
    /// How many pods serve it; default 1.
    var replicas: Int?
  }

  struct Status: Sendable, Hashable, Codable {
    /// How many pods are ready to serve it.
    var readyReplicas: Int
    var message: String?
  }

  var metadata: ObjectMeta
  var spec: Spec
  var status: Status?
}

/// Where the page is kept for the web server.
struct ConfigMap: KubeResource {
  static let resourceType = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")

  var metadata: ObjectMeta
  var data: [String: String]?
}

extension Website {
  private func childMetadata() -> ObjectMeta {
    ObjectMeta(name: metadata.name, namespace: metadata.namespace, labels: ["example.dev/website": metadata.name ?? ""])
  }

  func page() -> ConfigMap { ConfigMap(metadata: childMetadata(), data: ["index.html": spec.html]) }

  func server() throws -> Deployment {
    let labels = childMetadata().labels
    let pod: JSONValue = [
      "containers": [
        [
          "name": "nginx", "image": "nginx:stable",
          "volumeMounts": [["name": "page", "mountPath": "/usr/share/nginx/html"]],
        ]
      ],
      "volumes": [["name": "page", "configMap": ["name": .string(metadata.name ?? "")]]],
    ]
    let template = PodTemplateSpec(
      metadata: ObjectMeta(labels: labels), spec: try JSONCoding.decode(PodSpec.self, from: pod))
    return Deployment(
      metadata: childMetadata(),
      spec: DeploymentSpec(
        replicas: spec.replicas ?? 1, selector: LabelSelector(matchLabels: labels ?? [:]), template: template))
  }
}
