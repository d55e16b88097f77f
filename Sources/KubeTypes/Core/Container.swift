/// A container of a pod: the fields that Slipway's runtime sets or reads.
public struct Container: Sendable, Hashable, Codable {
  public var name: String
  public var image: String?
  public var imagePullPolicy: String?
  public var command: [String]?
  public var args: [String]?
  public var workingDir: String?
  public var env: [EnvVar]?
  public var ports: [ContainerPort]?
  public var resources: ResourceRequirements?
  public var readinessProbe: Probe?
  public var livenessProbe: Probe?
  public var startupProbe: Probe?
  /// `Always` makes an init container a sidecar, which goes on beside the others.
  public var restartPolicy: String?
  public var securityContext: SecurityContext?
  public var volumeMounts: [VolumeMount]?

  public init(name: String, image: String? = nil) {
    self.name = name
    self.image = image
  }
}

/// A variable of a container's environment: a literal value, or a field of the pod.
public struct EnvVar: Sendable, Hashable, Codable {
  public var name: String
  public var value: String?
  public var valueFrom: EnvVarSource?

  public init(name: String, value: String? = nil, valueFrom: EnvVarSource? = nil) {
    self.name = name
    self.value = value
    self.valueFrom = valueFrom
  }
}

/// Where the value of an environment variable comes from.
public struct EnvVarSource: Sendable, Hashable, Codable {
  /// A field of the pod by its path, such as `status.podIP` or `metadata.labels['app']`.
  public struct FieldRef: Sendable, Hashable, Codable {
    public var apiVersion: String?
    public var fieldPath: String

    public init(fieldPath: String) { self.fieldPath = fieldPath }
  }

  public var fieldRef: FieldRef?

  public init(fieldRef: FieldRef? = nil) { self.fieldRef = fieldRef }
}

/// A port that a container listens on.
public struct ContainerPort: Sendable, Hashable, Codable {
  public var name: String?
  public var containerPort: Int
  public var `protocol`: String?

  public init(name: String? = nil, containerPort: Int) {
    self.name = name
    self.containerPort = containerPort
  }
}

/// What a container asks for and may use at most; values are Kubernetes quantities.
public struct ResourceRequirements: Sendable, Hashable, Codable {
  public var requests: [String: String]?
  public var limits: [String: String]?

  public init(requests: [String: String]? = nil, limits: [String: String]? = nil) {
    self.requests = requests
    self.limits = limits
  }
}

/// What a container may do.
public struct SecurityContext: Sendable, Hashable, Codable {
  public struct Capabilities: Sendable, Hashable, Codable {
    public var drop: [String]?

    public init(drop: [String]?) { self.drop = drop }
  }

  public struct SeccompProfile: Sendable, Hashable, Codable {
    public var type: String

    public init(type: String) { self.type = type }
  }

  public var allowPrivilegeEscalation: Bool?
  public var capabilities: Capabilities?
  public var readOnlyRootFilesystem: Bool?
  public var runAsNonRoot: Bool?
  public var runAsUser: Int64?
  public var seccompProfile: SeccompProfile?

  public init() {}
}

/// A volume as a container sees it.
public struct VolumeMount: Sendable, Hashable, Codable {
  public var name: String
  public var mountPath: String
  public var readOnly: Bool?

  public init(name: String, mountPath: String, readOnly: Bool? = nil) {
    self.name = name
    self.mountPath = mountPath
    self.readOnly = readOnly
  }
}
