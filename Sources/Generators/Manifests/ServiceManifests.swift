import KubeCore
import SlipwayAPI

/// The objects that serve a model in a cluster without Slipway, and the one that asks Slipway for the same.
public struct ServiceManifests {
  let settings: ServiceSettings

  /// - Throws: the first field that is not allowed.
  public init(_ settings: ServiceSettings) throws(GeneratorError) {
    try settings.validate()
    self.settings = settings
  }

  // MARK: Names and labels

  /// The labels by which objects find each other.
  var selector: JSONValue {
    ["app.kubernetes.io/name": .string(settings.name), "slipway.dev/deployment": .string(settings.name)]
  }

  func metadata(_ labels: JSONValue? = nil, namespace: Bool = true) -> JSONValue {
    var metadata: JSONValue = ["name": .string(settings.name)]
    if namespace { metadata["namespace"] = .string(settings.namespace) }
    metadata["labels"] = labels ?? selector
    return metadata
  }

  func object(_ apiVersion: String, _ kind: String, spec: JSONValue) -> JSONValue {
    ["apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": metadata(), "spec": spec]
  }

  /// All objects for a cluster without Slipway.
  public var plain: [GeneratedObject] {
    var objects = [deployment, service, budget, networkPolicy]
    if let autoscaler { objects.append(autoscaler) }
    return objects
  }

  /// What watches the model; for clusters that know these kinds.
  public var monitoring: [GeneratedObject] { [podMonitor, rules, dashboard].compactMap { $0 } }

  // MARK: Objects

  private var service: GeneratedObject {
    GeneratedObject(
      "service.yaml",
      object(
        "v1", "Service",
        spec: [
          "selector": selector,
          "ports": [["name": "http", "port": 80, "targetPort": "http", "appProtocol": "http"]],
        ]))
  }

  private var budget: GeneratedObject {
    GeneratedObject(
      "poddisruptionbudget.yaml",
      object("policy/v1", "PodDisruptionBudget", spec: ["maxUnavailable": 1, "selector": ["matchLabels": selector]]))
  }

  /// Requests come from anywhere in the cluster; metrics too, since nobody knows where Prometheus runs. A model asks
  /// nobody anything, but for names.
  private var networkPolicy: GeneratedObject {
    var ports: [JSONValue] = [["port": "http", "protocol": "TCP"]]
    if settings.runtime.metricsPort != nil { ports.append(["port": "metrics", "protocol": "TCP"]) }
    return GeneratedObject(
      "networkpolicy.yaml",
      object(
        "networking.k8s.io/v1", "NetworkPolicy",
        spec: [
          "podSelector": ["matchLabels": selector], "policyTypes": ["Ingress", "Egress"],
          "ingress": [["from": [["namespaceSelector": [:]]], "ports": .array(ports)]],
          "egress": [
            [
              "to": [["namespaceSelector": [:], "podSelector": ["matchLabels": ["k8s-app": "kube-dns"]]]],
              "ports": [["port": 53, "protocol": "UDP"], ["port": 53, "protocol": "TCP"]],
            ]
          ],
        ]))
  }

  private var autoscaler: GeneratedObject? {
    switch settings.autoscaling {
    case .none: nil
    case .hpa:
      GeneratedObject(
        "horizontalpodautoscaler.yaml",
        object(
          "autoscaling/v2", "HorizontalPodAutoscaler",
          spec: scale(
            ["apiVersion": "apps/v1", "kind": "Deployment", "name": .string(settings.name)], "minReplicas", "maxReplicas",
            [
              "metrics": [
                [
                  "type": "Resource",
                  "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                ]
              ]
            ])))
    case .keda: scaledObject
    }
  }

  private var scaledObject: GeneratedObject? {
    guard let queries else { return nil }
    return GeneratedObject(
      "scaledobject.yaml",
      object(
        "keda.sh/v1alpha1", "ScaledObject",
        spec: scale(
          ["name": .string(settings.name)], "minReplicaCount", "maxReplicaCount",
          [
            "triggers": [
              [
                "type": "prometheus",
                "metadata": [
                  "serverAddress": .string(settings.prometheus), "query": .string(queries.requests),
                  "threshold": .string("\(settings.requestsPerReplica)"), "ignoreNullValues": "false",
                ],
              ]
            ],
            "fallback": ["failureThreshold": 3, "replicas": .integer(Int64(settings.replicas))],
          ])))
  }

  private func scale(_ target: JSONValue, _ least: String, _ most: String, _ rest: JSONValue) -> JSONValue {
    var spec: JSONValue = ["scaleTargetRef": target]
    spec[least] = .integer(Int64(settings.replicas))
    spec[most] = .integer(Int64(settings.maximumReplicas))
    for (name, value) in rest.object ?? [:] { spec[name] = value }
    return spec
  }
}
