public import KubeCore

/// A difference between what a store held before and what it holds now.
public struct StoreChange<Object: KubeResource>: Sendable {
  public enum Kind: Sendable {
    case added(Object)
    case updated(old: Object, new: Object)
    /// The object is gone. This is how it was last known, which may be older than its last state.
    case deleted(Object)
  }

  /// The same, as the store keeps it.
  enum Content: Sendable {
    case added(StoreEntry<Object>)
    case updated(old: StoreEntry<Object>, new: StoreEntry<Object>)
    case deleted(StoreEntry<Object>)
  }

  private let content: Content
  /// Whether the change stems from the store's first list, and so is nothing that has happened just now.
  public let isInitial: Bool

  init(_ content: Content, isInitial: Bool) {
    self.content = content
    self.isInitial = isInitial
  }

  public init(_ kind: Kind, isInitial: Bool = false) {
    let content: Content =
      switch kind {
      case .added(let object): .added(StoreEntry(object))
      case .updated(let old, let new): .updated(old: StoreEntry(old), new: StoreEntry(new))
      case .deleted(let object): .deleted(StoreEntry(object))
      }
    self.init(content, isInitial: isInitial)
  }

  public var kind: Kind {
    switch content {
    case .added(let object): .added(object.value)
    case .updated(let old, let new): .updated(old: old.value, new: new.value)
    case .deleted(let object): .deleted(object.value)
    }
  }

  /// The object as it is, or was when it was deleted.
  public var object: Object {
    switch content {
    case .added(let object), .updated(_, let object), .deleted(let object): object.value
    }
  }

  /// The object as it was before an update or a deletion.
  public var old: Object? {
    switch content {
    case .added: nil
    case .updated(let old, _), .deleted(let old): old.value
    }
  }

  public var key: ObjectKey { object.key }
}
