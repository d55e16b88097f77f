import KubeCore
import KubeTypes
public import SlipwayAPI

/// The objects that go with what serves: budgets, network policies, autoscalers.
///
/// They follow the spec as it is now, and are no part of a revision.
public struct Companions: Sendable {
  private let deployment: ModelDeployment
  private let name: String

  public init(_ deployment: ModelDeployment) {
    self.deployment = deployment
    name = deployment.metadata.name ?? ""
  }

  /// The labels of all replicas.
  private var pods: JSONValue { ["matchLabels": [SlipwayLabels.deployment: .string(name)]] }

  private func metadata(_ name: String, revision: String? = nil) throws -> JSONValue {
    let labels = revision.map { SlipwayLabels.of(self.name, revision: $0) } ?? SlipwayLabels.common(self.name)
    return try JSONCoding.tree(
      ObjectMeta(
        name: name, namespace: deployment.metadata.namespace, labels: labels,
        ownerReferences: deployment.controllerReference().map { [$0] }))
  }

  /// The budget for evictions; `nil` when there is to be none.
  ///
  /// One for all revisions: what an eviction takes away is missing to the whole traffic, whichever revision it was of.
  public func budget() throws -> DeclaredObject? {
    let settings = deployment.spec.disruption
    guard settings.budget == .automatic else { return nil }
    return DeclaredObject(
      PodDisruptionBudget.resourceType, try metadata(name),
      spec: ["maxUnavailable": .integer(Int64(settings.maxUnavailable)), "selector": pods])
  }

  /// Who may talk to the replicas; `nil` when everybody may.
  public func networkPolicy() throws -> DeclaredObject? {
    guard let settings = deployment.spec.networkPolicy else { return nil }
    // A rule without peers would let everybody in; no rule at all lets in nobody.
    let rules: [JSONValue] = settings.from.isEmpty
      ? []
      : [["from": .array(settings.from), "ports": [["port": "http", "protocol": "TCP"]]]]
    return DeclaredObject(
      NetworkPolicy.resourceType, try metadata(name),
      spec: ["podSelector": pods, "policyTypes": ["Ingress"], "ingress": .array(rules)])
  }

  /// The autoscaler of one revision; `nil` when nothing is scaled.
  ///
  /// - Parameters:
  ///   - floor: the least number of replicas, whatever its load.
  ///   - ceiling: the largest, where it is not that of the spec.
  public func autoscaler(of revision: String, floor: Int, ceiling: Int? = nil) throws -> DeclaredObject? {
    guard let settings = deployment.spec.scaling, settings.mode == .hpa else { return nil }
    let target = WorkloadNames.revision(name, revision)
    var spec: JSONValue = [
      "scaleTargetRef": ["apiVersion": "apps/v1", "kind": "Deployment", "name": .string(target)],
      "minReplicas": .integer(Int64(max(1, floor))),
      "maxReplicas": .integer(Int64(max(1, floor, ceiling ?? settings.maxReplicas))),
      "metrics": .array(Self.metrics(settings).map(\.withPlainQuantities)),
    ]
    spec["behavior"] = settings.behavior
    return DeclaredObject(
      HorizontalPodAutoscaler.resourceType, try metadata(target, revision: revision), spec: spec)
  }

  /// By what KEDA scales.
  private static let scaledObjects = ResourceType(
    group: "keda.sh", version: "v1alpha1", kind: "ScaledObject", plural: "scaledobjects")

  /// The ScaledObject of one revision; `nil` when KEDA scales nothing.
  ///
  /// - Parameters: as of an autoscaler.
  public func scaledObject(of revision: String, floor: Int, ceiling: Int? = nil) throws -> DeclaredObject? {
    guard let settings = deployment.spec.scaling, settings.mode == .keda else { return nil }
    let target = WorkloadNames.revision(name, revision)
    var spec: JSONValue = [
      "scaleTargetRef": ["name": .string(target)],
      "minReplicaCount": .integer(Int64(max(1, floor))),
      "maxReplicaCount": .integer(Int64(max(1, floor, ceiling ?? settings.maxReplicas))),
      "triggers": .array(settings.triggers.map { $0.naming(revision) }),
    ]
    if let behavior = settings.behavior {
      spec["advanced"] = ["horizontalPodAutoscalerConfig": ["behavior": behavior]]
    }
    return DeclaredObject(Self.scaledObjects, try metadata(target, revision: revision), spec: spec)
  }

  private static func metrics(_ settings: AutoscalingSettings) -> [JSONValue] {
    var metrics = settings.metrics
    if let metric = settings.podMetric {
      metrics.append([
        "type": "Pods",
        "pods": [
          "metric": ["name": .string(metric.name)],
          "target": ["type": "AverageValue", "averageValue": .string(metric.averageValue.text)],
        ],
      ])
    }
    let utilization = settings.cpuUtilization ?? (metrics.isEmpty ? 80 : nil)
    if let utilization {
      metrics.append([
        "type": "Resource",
        "resource": [
          "name": "cpu", "target": ["type": "Utilization", "averageUtilization": .integer(Int64(utilization))],
        ],
      ])
    }
    return metrics
  }
}
