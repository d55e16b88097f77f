public import KubeCore

/// A difference between what a store held before and what it holds now.
public struct StoreChange<Object: KubeResource>: Sendable {
  public enum Kind: Sendable {
    case added(Object)
    case updated(old: Object, new: Object)
    /// The object is gone. This is how it was last known, which may be older than its last state.
    case deleted(Object)
  }

  public let kind: Kind
  /// Whether the change stems from the store's first list, and so is nothing that has happened just now.
  public let isInitial: Bool

  public init(_ kind: Kind, isInitial: Bool = false) {
    self.kind = kind
    self.isInitial = isInitial
  }

  /// The object as it is, or was when it was deleted.
  public var object: Object {
    switch kind {
    case .added(let object), .updated(_, let object), .deleted(let object): object
    }
  }

  /// The object as it was before an update or a deletion.
  public var old: Object? {
    switch kind {
    case .added: nil
    case .updated(let old, _), .deleted(let old): old
    }
  }

  public var key: ObjectKey { object.key }
}
