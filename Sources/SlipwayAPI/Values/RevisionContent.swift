public import KubeCore

/// What a revision is made of: the user's own JSON, unknown members and all.
public struct RevisionContent: Sendable, Hashable {
  /// `spec.model`.
  public let model: JSONValue
  /// `spec.runtime`.
  public let runtime: JSONValue

  public init(spec: JSONValue) {
    (model, runtime) = (spec["model"] ?? [:], spec["runtime"] ?? [:])
  }
}
