public import KubeCore

/// A name and an address for the ready pods that a selector picks.
public struct Service: KubeResource {
  public static let resourceType = ResourceType(group: "", version: "v1", kind: "Service", plural: "services")

  public var metadata: ObjectMeta
  public var spec: ServiceSpec?

  public init(metadata: ObjectMeta, spec: ServiceSpec? = nil) {
    self.metadata = metadata
    self.spec = spec
  }
}

/// Which pods a Service picks, and on which ports.
public struct ServiceSpec: Sendable, Hashable, Codable {
  public var selector: [String: String]?
  public var ports: [ServicePort]?
  public var type: String?
  public var clusterIP: String?

  public init(selector: [String: String]? = nil, ports: [ServicePort]? = nil, clusterIP: String? = nil) {
    self.selector = selector
    self.ports = ports
    self.clusterIP = clusterIP
  }
}

/// A port of a Service.
public struct ServicePort: Sendable, Hashable, Codable {
  public var name: String?
  public var port: Int
  public var targetPort: IntOrString?
  public var `protocol`: String?
  public var appProtocol: String?

  public init(name: String? = nil, port: Int, targetPort: IntOrString? = nil, appProtocol: String? = nil) {
    self.name = name
    self.port = port
    self.targetPort = targetPort
    self.appProtocol = appProtocol
  }
}
