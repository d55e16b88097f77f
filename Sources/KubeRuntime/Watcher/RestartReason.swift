/// Why a ``Watcher`` begins a list.
public enum RestartReason: String, Sendable, Hashable {
  /// It is the first one.
  case first
  /// The server has forgotten the version that the watch or list asked for, or has not reached it.
  case versionUnavailable
  /// The list before failed half-way.
  case listFailed
  /// The watch failed again and again at one version.
  case watchFailed
}
