public import KubeCore

/// What a workload was at one time, kept so that it can be made again. Its data never changes.
public struct ControllerRevision: KubeResource {
  public static let resourceType = ResourceType(
    group: "apps", version: "v1", kind: "ControllerRevision", plural: "controllerrevisions")

  public var metadata: ObjectMeta
  /// Whatever the controller needs to make it again; the API server lets nobody change it.
  public var data: JSONValue?
  /// The place in the history; the only thing beside metadata that may change.
  public var revision: Int64

  public init(metadata: ObjectMeta, data: JSONValue, revision: Int64) {
    self.metadata = metadata
    self.data = data
    self.revision = revision
  }
}
