/// What identifies an object of one kind: its namespace (absent for cluster-scoped kinds) and its name.
public struct ObjectKey: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var namespace: String?
  public var name: String

  public init(namespace: String? = nil, name: String) {
    self.namespace = namespace
    self.name = name
  }

  public var description: String { namespace.map { "\($0)/\(name)" } ?? name }

  public static func < (left: ObjectKey, right: ObjectKey) -> Bool {
    (left.namespace ?? "", left.name) < (right.namespace ?? "", right.name)
  }
}
