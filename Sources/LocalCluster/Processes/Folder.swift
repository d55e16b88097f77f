#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Folders that only their owner can enter.
enum Folder {
  /// Makes a folder and those above it that are missing.
  ///
  /// - Throws: `.fileNotWritten`.
  static func make(_ path: String) throws(LocalClusterError) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
        throw LocalClusterError(.fileNotWritten, "mkdir \(made): \(String(cString: strerror(errno)))")
      }
    }
  }
}
