public import KubeCore

/// How many copies a workload has and shall have (`autoscaling/v1`), the same for all kinds that can be scaled.
public struct Scale: Codable, Sendable, Hashable {
  public struct Spec: Codable, Sendable, Hashable {
    public var replicas: Int?
  }

  public struct Status: Codable, Sendable, Hashable {
    public var replicas: Int
    /// The pods that count, as a label selector in text form.
    public var selector: String?
  }

  public var metadata: ObjectMeta
  public var spec: Spec?
  public var status: Status?

  /// How many copies there shall be; none where the kind leaves out zero.
  public var replicas: Int { spec?.replicas ?? 0 }
}
