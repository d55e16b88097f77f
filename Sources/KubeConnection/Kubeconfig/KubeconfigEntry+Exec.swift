import KubeCore

extension KubeconfigEntry {
  /// Reads this nested entry as an exec plugin.
  func execPlugin() throws(ConnectionError) -> ExecPlugin {
    let version = try execVersion()
    guard let command = try string("command") else { throw error("command", "must be given") }
    var plugin = ExecPlugin(
      command: command.contains("/") ? LocalFile.resolve(command, in: origin.folder) : command, version: version)
    plugin.arguments = Secret(try strings("args"))
    plugin.environment = Secret(try execEnvironment())
    plugin.interactiveMode = try interactiveMode(version)
    plugin.providesClusterInfo = try bool("provideClusterInfo")
    plugin.installHint = try string("installHint").map(ExecPlugin.printable)
    return plugin
  }

  private func execVersion() throws(ConnectionError) -> ExecPlugin.Version {
    let allowed = ExecPlugin.Version.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    guard let text = try string("apiVersion") else { throw error("apiVersion", "must be \(allowed)") }
    guard let version = ExecPlugin.Version(rawValue: text) else {
      throw error("apiVersion", "must be \(allowed), not \"\(text)\"")
    }
    return version
  }

  /// The mode must be given, but for the older version, where it has a default.
  private func interactiveMode(_ version: ExecPlugin.Version) throws(ConnectionError) -> ExecPlugin.InteractiveMode {
    let allowed = "\"Never\", \"IfAvailable\" or \"Always\""
    guard let text = try string("interactiveMode") else {
      guard version == .v1beta1 else { throw error("interactiveMode", "must be \(allowed)") }
      return .ifAvailable
    }
    guard let mode = ExecPlugin.InteractiveMode(rawValue: text) else {
      throw error("interactiveMode", "must be \(allowed), not \"\(text)\"")
    }
    return mode
  }

  private func execEnvironment() throws(ConnectionError) -> [String: String] {
    var environment: [String: String] = [:]
    for (position, variable) in try objects("env").enumerated() {
      guard let name = variable["name"]?.string, !name.isEmpty, !name.contains("=") else {
        throw error("env[\(position)].name", "must be a text that is not empty and has no =")
      }
      guard let text = (variable["value"] ?? "").string else {
        throw error("env[\(position)].value", "must be a text")
      }
      environment[name] = text
    }
    return environment
  }
}
