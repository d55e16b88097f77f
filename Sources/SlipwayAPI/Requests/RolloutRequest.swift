public import KubeCore

/// A verb that a person asks for: an object of its own, so that access rules can tell those who may approve from those who
/// may edit, and the API server's audit log keeps the trail.
public struct RolloutRequest: Sendable, Hashable {
  /// How long a request is kept once it has been decided, or since it was made if it never is.
  public static let retention = TimeSpan.hours(24)

  public var metadata: ObjectMeta
  public let spec: RolloutRequestSpec
  public var status: RolloutRequestStatus

  public init(
    metadata: ObjectMeta, spec: RolloutRequestSpec, status: RolloutRequestStatus = RolloutRequestStatus()
  ) {
    (self.metadata, self.spec, self.status) = (metadata, spec, status)
  }
}

extension RolloutRequest: KubeResource {
  public static let resourceType = ResourceType(
    group: "slipway.dev", version: "v1alpha1", kind: "RolloutRequest", plural: "rolloutrequests")

  /// - Throws: `InvalidObject` with everything that is wrong.
  public init(from decoder: any Decoder) throws { self = try Self.validated(JSONValue(from: decoder)).get() }

  public func encode(to encoder: any Encoder) throws {
    var object = JSONObject([("metadata", try JSONCoding.tree(metadata)), ("spec", .object(spec.members))])
    if status != RolloutRequestStatus() { object["status"] = status.json }
    try JSONValue.object(object).encode(to: encoder)
  }

  /// Reads an object and checks every rule that can be checked without a cluster.
  public static func validated(_ object: JSONValue) -> Result<RolloutRequest, InvalidObject> {
    ObjectReader.read(object) { (spec: RolloutRequestSpec, metadata) in
      RolloutRequest(metadata: metadata, spec: spec, status: RolloutRequestStatus(json: object["status"] ?? [:]))
    }
  }
}
