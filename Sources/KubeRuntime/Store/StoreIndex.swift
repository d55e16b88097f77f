public import KubeCore

/// A way to find objects other than by their key: each object is filed under any number of values.
public struct StoreIndex<Object: KubeResource>: Sendable {
  /// Identifies the index among those of a store.
  public let name: String
  let values: @Sendable (Object) -> [String]

  public init(_ name: String, values: @escaping @Sendable (Object) -> [String]) {
    self.name = name
    self.values = values
  }

  /// By the uids of an object's owners.
  public static var ownerUID: StoreIndex {
    StoreIndex("ownerUID") { ($0.metadata.ownerReferences ?? []).map(\.uid) }
  }

  /// By the namespace.
  public static var namespace: StoreIndex { StoreIndex("namespace") { $0.metadata.namespace.map { [$0] } ?? [] } }

  /// By the value of a label.
  public static func label(_ label: String) -> StoreIndex {
    StoreIndex("label:" + label) { $0.metadata.labels?[label].map { [$0] } ?? [] }
  }
}
