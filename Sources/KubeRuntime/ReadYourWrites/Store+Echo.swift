public import KubeCore

extension Store {
  /// Waits until the store has seen a version of an object, or a later one, or the object's end after it.
  ///
  /// - Throws: when the calling task is cancelled first.
  public func waitUntilSeen(_ resourceVersion: String, of key: ObjectKey) async throws(CancellationError) {
    try await wait(until: Self.hasSeen(resourceVersion, of: key))
  }

  static func hasSeen(_ version: String, of key: ObjectKey) -> Condition {
    { state in
      func proves(_ known: String?) -> Bool { known.map { ResourceVersion.isAtLeast($0, version) } ?? false }
      // Events and bookmarks of other objects prove it too; the object's own version serves when the two cannot be
      // compared with what came after.
      return proves(state.resourceVersion) || proves(state[key]?.metadata.resourceVersion)
    }
  }

  static func hasSeenEnd(of uid: String, at key: ObjectKey) -> Condition {
    { state in
      guard let object = state[key] else { return true }
      return object.metadata.uid != uid || object.metadata.isDeleting
    }
  }
}
