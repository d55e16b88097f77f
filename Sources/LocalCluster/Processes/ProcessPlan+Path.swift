#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension ProcessPlan {
  /// The path of the program: as it stands when it holds a slash, otherwise the first executable in the plan's `PATH`.
  var programPath: String? {
    guard let name = command.first, !name.isEmpty else { return nil }
    if name.contains("/") { return name }
    let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }
}
