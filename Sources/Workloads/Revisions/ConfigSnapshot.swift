import KubeCore
public import SlipwayAPI

/// A ConfigMap or Secret that a pod template names, and the immutable copy that a revision has of it.
public struct ConfigSnapshot: Sendable, Hashable {
  public var kind: SnapshotKind
  /// The name of the user's object.
  public var source: String
  /// The name of the copy.
  public var copy: String
  /// Whether the pods start without it.
  public var isOptional: Bool

  public init(kind: SnapshotKind, source: String, copy: String, isOptional: Bool) {
    (self.kind, self.source, self.copy, self.isOptional) = (kind, source, copy, isOptional)
  }
}

extension ConfigSnapshot {
  /// The form in a record.
  var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "source": .string(source), "copy": .string(copy), "optional": .bool(isOptional),
    ]
  }

  init?(json: JSONValue) {
    guard let kind = json["kind"]?.string.flatMap(SnapshotKind.init), let source = json["source"]?.string,
      let copy = json["copy"]?.string
    else { return nil }
    self.init(kind: kind, source: source, copy: copy, isOptional: json["optional"]?.bool ?? false)
  }
}
