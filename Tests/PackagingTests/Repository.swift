import FoundationEssentials
import KubeConnection
import KubeCore
import Testing

/// The files of this repository that are shipped as they are.
enum Repository {
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
  }

  /// The one document of a YAML file.
  static func document(_ path: String) throws -> JSONValue {
    let documents = try documents(path)
    try #require(documents.count == 1, "\(path) must hold one document")
    return documents[0]
  }

  static func documents(_ path: String) throws -> [JSONValue] { try YAMLParser.documents(try text(path)) }

  /// Whether there is such a file or folder.
  static func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: root.appending(path: path).path) }

  /// The names of a folder's files, sorted.
  static func files(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path).sorted()
  }
}
