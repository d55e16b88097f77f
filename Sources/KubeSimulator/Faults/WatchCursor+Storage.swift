extension WatchCursor {
  /// The name under which the resource that is watched is stored.
  package var storage: String { definition.storage }
}
