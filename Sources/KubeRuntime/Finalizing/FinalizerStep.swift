public import KubeCore

/// What a finalizer calls for, by whether it is there and whether the object is being deleted.
public enum FinalizerStep: Sendable, Hashable {
  /// The object is wanted, and the finalizer is not there: add it before anything is done outside of the cluster.
  case add
  /// The object is wanted and the finalizer is there: go on.
  case proceed
  /// The object is being deleted: undo what was done, then remove the finalizer.
  case cleanUp
  /// The object is being deleted and has nothing of ours left: do nothing for it, and make nothing new.
  case leave

  public init(_ finalizer: String, of metadata: ObjectMeta) {
    let isThere = metadata.finalizers?.contains(finalizer) ?? false
    self =
      switch (isThere, metadata.isDeleting) {
      case (false, false): .add
      case (true, false): .proceed
      case (true, true): .cleanUp
      case (false, true): .leave
      }
  }
}
