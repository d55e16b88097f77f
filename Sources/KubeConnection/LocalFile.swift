import FoundationEssentials

/// The few things that a connection needs of the file system.
enum LocalFile {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func read(_ path: String) throws(ConnectionError) -> [UInt8] {
    do {
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw ConnectionError(.unreadableFile, "cannot read \(path)")
    }
  }

  static func folder(of path: String) -> String { URL(filePath: path).deletingLastPathComponent().path }

  static func resolve(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }
}
