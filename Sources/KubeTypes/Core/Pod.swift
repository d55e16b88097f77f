public import KubeCore

/// A pod: containers that share an address and a fate.
public struct Pod: KubeResource {
  public static let resourceType = ResourceType(group: "", version: "v1", kind: "Pod", plural: "pods")

  public var metadata: ObjectMeta
  public var spec: PodSpec?
  public var status: PodStatus?

  public init(metadata: ObjectMeta, spec: PodSpec? = nil, status: PodStatus? = nil) {
    self.metadata = metadata
    self.spec = spec
    self.status = status
  }

  /// Whether the pod may receive requests: its `Ready` condition holds and it is not being deleted.
  public var isReady: Bool {
    !metadata.isDeleting && (status?.conditions ?? []).contains { $0.type == "Ready" && $0.status == "True" }
  }
}

/// What a pod runs.
public struct PodSpec: Sendable, Hashable, Codable {
  public var containers: [Container]
  public var initContainers: [Container]?
  public var nodeName: String?
  public var nodeSelector: [String: String]?
  public var serviceAccountName: String?
  public var automountServiceAccountToken: Bool?
  public var restartPolicy: String?
  public var terminationGracePeriodSeconds: Int64?
  public var securityContext: SecurityContext?
  public var volumes: [JSONValue]?

  public init(containers: [Container]) { self.containers = containers }
}

/// What is known of a pod.
public struct PodStatus: Sendable, Hashable, Codable {
  public var phase: String?
  public var podIP: String?
  public var podIPs: [PodIP]?
  public var hostIP: String?
  public var startTime: Timestamp?
  public var conditions: [PodCondition]?
  public var containerStatuses: [ContainerStatus]?
  public var initContainerStatuses: [ContainerStatus]?
  public var reason: String?
  public var message: String?

  public init() {}
}

/// One of a pod's addresses.
public struct PodIP: Sendable, Hashable, Codable {
  public var ip: String

  public init(ip: String) { self.ip = ip }
}

/// One aspect of a pod's state.
public struct PodCondition: Sendable, Hashable, Codable {
  public var type: String
  public var status: String
  public var lastTransitionTime: Timestamp?
  public var reason: String?
  public var message: String?

  public init(type: String, status: String, lastTransitionTime: Timestamp? = nil, reason: String? = nil) {
    self.type = type
    self.status = status
    self.lastTransitionTime = lastTransitionTime
    self.reason = reason
  }
}

/// What is known of one container of a pod.
public struct ContainerStatus: Sendable, Hashable, Codable {
  public struct Running: Sendable, Hashable, Codable {
    public var startedAt: Timestamp?

    public init(startedAt: Timestamp?) { self.startedAt = startedAt }
  }

  public struct Waiting: Sendable, Hashable, Codable {
    public var reason: String?
    public var message: String?

    public init(reason: String?, message: String? = nil) {
      self.reason = reason
      self.message = message
    }
  }

  public struct Terminated: Sendable, Hashable, Codable {
    public var exitCode: Int
    public var reason: String?
    public var startedAt: Timestamp?
    public var finishedAt: Timestamp?

    public init(exitCode: Int, reason: String?, startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil) {
      self.exitCode = exitCode
      self.reason = reason
      self.startedAt = startedAt
      self.finishedAt = finishedAt
    }
  }

  /// Exactly one member is set.
  public struct State: Sendable, Hashable, Codable {
    public var waiting: Waiting?
    public var running: Running?
    public var terminated: Terminated?

    public init(waiting: Waiting? = nil, running: Running? = nil, terminated: Terminated? = nil) {
      self.waiting = waiting
      self.running = running
      self.terminated = terminated
    }
  }

  public var name: String
  public var image: String
  public var imageID: String
  public var ready: Bool
  public var started: Bool?
  public var restartCount: Int
  public var state: State?
  public var lastState: State?

  public init(name: String, image: String, ready: Bool, restartCount: Int, state: State?) {
    self.name = name
    self.image = image
    self.imageID = ""
    self.ready = ready
    self.restartCount = restartCount
    self.state = state
  }
}
