public import KubeCore

/// What a workload was at one time, kept so that it can be made again. Its data never changes.
public struct ControllerRevision: KubeResource {
  public static let resourceType = ResourceType(
    group: "apps", version: "v1", kind: "ControllerRevision", plural: "controllerrevisions")

  public var metadata: ObjectMeta
  private var packed: PackedJSON?
  /// Whatever the controller needs to make it again; the API server lets nobody change it. Parsed anew each time.
  public var data: JSONValue? {
    get { packed?.value }
    set { packed = newValue.map(PackedJSON.init) }
  }
  /// The place in the history; the only thing beside metadata that may change.
  public var revision: Int64

  private enum CodingKeys: String, CodingKey {
    case metadata, revision
    case packed = "data"
  }

  public init(metadata: ObjectMeta, data: JSONValue, revision: Int64) {
    self.metadata = metadata
    packed = PackedJSON(data)
    self.revision = revision
  }
}
