import FoundationEssentials

/// A folder of the demo's own, gone when the demo is.
enum TemporaryFolder {
  static func make(prefix: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: prefix + UUID().uuidString.prefix(8))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder.path
  }

  static func remove(_ folder: String) {
    // Nothing can be done about a folder that cannot be removed; it is in the system's temporary place.
    try? FileManager.default.removeItem(atPath: folder)
  }
}
