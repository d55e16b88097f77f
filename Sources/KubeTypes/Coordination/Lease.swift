public import KubeCore

/// A claim that one holder renews, such as leadership.
public struct Lease: KubeResource {
  public static let resourceType = ResourceType(
    group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases")

  public var metadata: ObjectMeta
  public var spec: LeaseSpec?

  public init(metadata: ObjectMeta, spec: LeaseSpec? = nil) {
    self.metadata = metadata
    self.spec = spec
  }
}

/// Who holds a lease and until when.
public struct LeaseSpec: Sendable, Hashable, Codable {
  public var holderIdentity: String?
  public var leaseDurationSeconds: Int?
  public var acquireTime: MicroTime?
  public var renewTime: MicroTime?
  public var leaseTransitions: Int?

  public init() {}
}
