public import KubeCore

/// An object of any kind with nothing but its metadata.
public struct PartialObjectMetadata: Codable, Sendable, Hashable {
  public var metadata: ObjectMeta

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}
