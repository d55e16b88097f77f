public import KubeCore

/// An object of a router as a tree.
public struct RouteObject: Sendable, Hashable {
  /// Names an object of one namespace.
  public struct ID: Sendable, Hashable {
    public var kind: RouteKind
    public var name: String

    public init(kind: RouteKind, name: String) { (self.kind, self.name) = (kind, name) }
  }

  public var kind: RouteKind
  /// The whole object, `apiVersion` and `kind` among it.
  public var content: JSONValue

  public init(_ kind: RouteKind, _ content: JSONValue) { (self.kind, self.content) = (kind, content) }

  public var name: String { content[["metadata", "name"]]?.string ?? "" }
  public var id: ID { ID(kind: kind, name: name) }

  /// The owner that controls the object, as it stands in its metadata.
  public var controller: JSONValue? {
    content[["metadata", "ownerReferences"]]?.elements.first { $0["controller"]?.bool == true }
  }

  /// The object as one declares it: without what a server adds.
  var declaration: RouteObject {
    var declared: JSONValue = [:]
    let metadata = ["name", "namespace", "labels", "annotations", "ownerReferences"].map { ["metadata", $0] }
    for path in [["apiVersion"], ["kind"]] + metadata + [["spec"]] {
      if let value = content[path] { declared[path] = value }
    }
    return RouteObject(kind, declared)
  }

  /// The value of an annotation.
  func annotation(_ name: String) -> String? { content[["metadata", "annotations", name]]?.string }
}

extension JSONValue {
  /// Whether this value has all that another one has: members that a server fills in are no difference.
  public func holds(_ other: JSONValue) -> Bool {
    switch (self, other) {
    case (.object(let mine), .object(let others)):
      others.allSatisfy { member in mine[member.key].map { $0.holds(member.value) } ?? false }
    case (.array(let mine), .array(let others)):
      mine.count == others.count && zip(mine, others).allSatisfy { $0.holds($1) }
    default: self == other || (double != nil && double == other.double)
    }
  }
}
