public import KubeCore

/// Which changes of an object are a reason to reconcile. Additions and deletions always are.
public struct ChangeFilter<Object: KubeResource>: Sendable {
  private let isRelevant: @Sendable (_ old: Object, _ new: Object) -> Bool

  /// - Parameter isRelevant: whether an update matters.
  public init(updates isRelevant: @escaping @Sendable (_ old: Object, _ new: Object) -> Bool) {
    self.isRelevant = isRelevant
  }

  public func admits(_ change: StoreChange<Object>) -> Bool {
    guard case .updated(let old, let new) = change.kind else { return true }
    return isRelevant(old, new)
  }

  /// Every change.
  public static var any: ChangeFilter { ChangeFilter { _, _ in true } }

  /// Changes of what people and other programs ask for: the generation, labels, annotations, owners, finalizers and the
  /// mark of deletion. Changes of the status alone, often our own, are left out.
  public static var generationOrMetadata: ChangeFilter {
    ChangeFilter { old, new in
      let (old, new) = (old.metadata, new.metadata)
      return old.generation != new.generation || old.labels != new.labels || old.annotations != new.annotations
        || old.ownerReferences != new.ownerReferences || old.finalizers != new.finalizers
        || old.deletionTimestamp != new.deletionTimestamp
    }
  }

  /// Changes of a part of the object.
  public static func changed<Part: Equatable & SendableMetatype>(
    _ part: @escaping @Sendable (Object) -> Part
  ) -> ChangeFilter {
    ChangeFilter { part($0) != part($1) }
  }

  /// What either of two filters admits.
  public func or(_ other: ChangeFilter) -> ChangeFilter {
    ChangeFilter { isRelevant($0, $1) || other.isRelevant($0, $1) }
  }
}
