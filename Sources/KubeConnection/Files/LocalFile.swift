import FoundationEssentials

/// The few things that a connection needs of the file system.
enum LocalFile {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// - Throws: `.unreadableFile`.
  static func read(_ path: String) throws(ConnectionError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ConnectionError(.unreadableFile, "the file cannot be read", file: path)
    }
  }

  /// The folder that holds a file, as an absolute path.
  static func folder(of path: String) -> String { URL(filePath: path).deletingLastPathComponent().path }

  /// A path that may be relative to a folder.
  static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + (folder.hasSuffix("/") ? "" : "/") + path
  }
}
