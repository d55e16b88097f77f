public import KubeCore

/// Defaults and guard rails of a platform team, for the ModelDeployments of the namespaces that it selects.
public struct RolloutPolicy: Sendable, Hashable {
  public var metadata: ObjectMeta
  public let spec: RolloutPolicySpec

  public init(metadata: ObjectMeta, spec: RolloutPolicySpec) { (self.metadata, self.spec) = (metadata, spec) }
}

extension RolloutPolicy: KubeResource {
  public static let resourceType = ResourceType(
    group: "slipway.dev", version: "v1alpha1", kind: "RolloutPolicy", plural: "rolloutpolicies", isNamespaced: false)

  /// - Throws: `InvalidObject` with everything that is wrong.
  public init(from decoder: any Decoder) throws { self = try Self.validated(JSONValue(from: decoder)).get() }

  public func encode(to encoder: any Encoder) throws {
    try JSONValue.object(
      JSONObject([("metadata", try JSONCoding.tree(metadata)), ("spec", .object(spec.members))])
    ).encode(to: encoder)
  }

  /// Reads an object and checks every rule that can be checked without a cluster.
  public static func validated(_ object: JSONValue) -> Result<RolloutPolicy, InvalidObject> {
    ObjectReader.read(object) { (spec: RolloutPolicySpec, metadata) in RolloutPolicy(metadata: metadata, spec: spec) }
      .flatMap { policy in
        let issues = policy.spec.issues
        return issues.isEmpty ? .success(policy) : .failure(InvalidObject(issues: issues))
      }
  }
}
