public import KubeCore

/// Pods of one template, kept at a number and replaced step by step.
public struct Deployment: KubeResource {
  public static let resourceType = ResourceType(
    group: "apps", version: "v1", kind: "Deployment", plural: "deployments")

  public var metadata: ObjectMeta
  public var spec: DeploymentSpec?
  public var status: DeploymentStatus?

  public init(metadata: ObjectMeta, spec: DeploymentSpec? = nil, status: DeploymentStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }
}

/// How many pods of which template.
public struct DeploymentSpec: Sendable, Hashable, Codable {
  public var replicas: Int?
  public var selector: LabelSelector
  public var template: PodTemplateSpec
  public var strategy: JSONValue?
  public var minReadySeconds: Int?
  public var revisionHistoryLimit: Int?
  public var progressDeadlineSeconds: Int?

  public init(replicas: Int?, selector: LabelSelector, template: PodTemplateSpec) {
    self.replicas = replicas
    self.selector = selector
    self.template = template
  }
}

/// How many pods there are.
public struct DeploymentStatus: Sendable, Hashable, Codable {
  public var observedGeneration: Int64?
  public var replicas: Int?
  public var updatedReplicas: Int?
  public var readyReplicas: Int?
  public var availableReplicas: Int?
  public var unavailableReplicas: Int?
  public var conditions: [DeploymentCondition]?

  public init() {}
}

/// One aspect of a Deployment's state, such as `ReplicaFailure`.
public struct DeploymentCondition: Sendable, Hashable, Codable {
  public var type: String
  public var status: String
  public var reason: String?
  public var message: String?

  public init(type: String, status: String, reason: String? = nil, message: String? = nil) {
    (self.type, self.status, self.reason, self.message) = (type, status, reason, message)
  }
}

/// The pod that a workload makes copies of.
public struct PodTemplateSpec: Sendable, Hashable, Codable {
  public var metadata: ObjectMeta
  public var spec: PodSpec

  public init(metadata: ObjectMeta, spec: PodSpec) {
    self.metadata = metadata
    self.spec = spec
  }
}
