/// Which exec plugins may run.
public enum ExecPluginPolicy: Sendable, Hashable {
  /// Every one that a kubeconfig names.
  case allowAll
  /// None.
  case denyAll
  /// These alone: paths, or names that are looked up in `PATH`. A plugin is allowed when its command as written, or
  /// the file that it leads to, is one of them.
  case allowlist([String])

  /// - Parameter find: where a command leads to; `nil` when there is no such program.
  /// - Throws: `.pluginNotAllowed`.
  func check(_ plugin: ExecPlugin, find: (String) -> String?) throws(ConnectionError) {
    switch self {
    case .allowAll: return
    case .denyAll:
      throw ConnectionError(.pluginNotAllowed, "the exec plugin \"\(plugin.command)\" may not run: none may")
    case .allowlist(let commands):
      try Self.validate(commands)
      if commands.contains(plugin.command) { return }
      if let path = find(plugin.command), commands.contains(where: { $0 == path || find($0) == path }) { return }
      throw ConnectionError(
        .pluginNotAllowed, "the exec plugin \"\(plugin.command)\" may not run: it is not on the allowlist")
    }
  }

  /// A list that cannot mean what it says is refused: it is there for security.
  private static func validate(_ commands: [String]) throws(ConnectionError) {
    guard !commands.isEmpty else {
      throw ConnectionError(.pluginNotAllowed, "the allowlist of exec plugins is empty; deny all to allow none")
    }
    for command in commands where command != ExecutableSearch.normalise(command) {
      throw ConnectionError(
        .pluginNotAllowed, "the allowlist of exec plugins has \"\(command)\", which is not in its shortest form")
    }
  }
}
