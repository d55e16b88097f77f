public import KubeCore

/// Pods that run to their end. Only how they ended is read; what they run is written as it was given.
public struct Job: KubeResource {
  public static let resourceType = ResourceType(group: "batch", version: "v1", kind: "Job", plural: "jobs")

  public struct Status: Codable, Sendable, Hashable {
    public struct Condition: Codable, Sendable, Hashable {
      /// `Complete` or `Failed`, among others.
      public var type: String
      public var status: String
      public var message: String?
    }

    public var conditions: [Condition]?
  }

  public var metadata: ObjectMeta
  public var status: Status?

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}
