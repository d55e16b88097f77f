/// An object of any kind, kept whole: unknown fields survive a round trip.
public struct DynamicObject: Sendable, Hashable {
  /// The whole object, `apiVersion` and `kind` among it.
  public var content: JSONValue

  public init(_ content: JSONValue) { self.content = content }

  public var apiVersion: String { content["apiVersion"]?.string ?? "" }
  public var kind: String { content["kind"]?.string ?? "" }
  public var name: String { content["metadata"]?["name"]?.string ?? "" }
  public var namespace: String? { content["metadata"]?["namespace"]?.string }
  public var uid: String? { content["metadata"]?["uid"]?.string }
  public var resourceVersion: String? { content["metadata"]?["resourceVersion"]?.string }
  public var generation: Int64? { content["metadata"]?["generation"]?.integer }
  public var labels: [String: String] { content["metadata"]?["labels"]?.stringMap ?? [:] }
  public var annotations: [String: String] { content["metadata"]?["annotations"]?.stringMap ?? [:] }
  public var isDeleting: Bool { content["metadata"]?["deletionTimestamp"]?.string != nil }
  public var key: ObjectKey { ObjectKey(namespace: namespace, name: name) }
}

extension DynamicObject: Codable {
  public init(from decoder: any Decoder) throws { content = try JSONValue(from: decoder) }
  public func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }
}
