public import KubeCore

/// Something that happened to an object (`events.k8s.io/v1`).
public struct Event: KubeResource {
  public static let resourceType = ResourceType(
    group: "events.k8s.io", version: "v1", kind: "Event", plural: "events")

  /// How often an event has repeated, and when last.
  public struct Series: Sendable, Hashable, Codable {
    public var count: Int
    public var lastObservedTime: MicroTime

    public init(count: Int, lastObservedTime: MicroTime) {
      self.count = count
      self.lastObservedTime = lastObservedTime
    }
  }

  public var metadata: ObjectMeta
  public var eventTime: MicroTime?
  public var series: Series?
  /// Who reports, such as `slipway.dev/operator`.
  public var reportingController: String?
  public var reportingInstance: String?
  /// What was done, in the imperative; at most 128 characters.
  public var action: String?
  /// Why, in CamelCase; at most 128 characters.
  public var reason: String?
  public var regarding: ObjectReference?
  public var related: ObjectReference?
  /// The message for people; at most 1024 characters.
  public var note: String?
  /// `Normal` or `Warning`.
  public var type: String?

  public init(metadata: ObjectMeta) { self.metadata = metadata }
}
