public import KubeCore

/// What an inspection may ask of a folder: names, sizes, and the few bytes that tell what a file is.
///
/// Who reads the disk sees to it that no path leads out of the folder, and that only regular files are listed.
public protocol ModelFiles {
  /// All files, sorted by path.
  var files: [ModelFile] { get }
  /// At most `count` bytes from `offset`; fewer at the end of the file.
  func bytes(of path: String, from offset: Int, count: Int) throws(GeneratorError) -> [UInt8]
  /// A small YAML file as a tree.
  func document(_ path: String) throws(GeneratorError) -> JSONValue
}

/// A file of a model.
public struct ModelFile: Sendable, Hashable, Comparable {
  /// Relative to the folder, with slashes.
  public let path: String
  /// In bytes.
  public let size: Int

  public init(path: String, size: Int) { (self.path, self.size) = (path, size) }

  /// The last part of the path.
  var name: Substring { path.split(separator: "/").last ?? "" }
  /// Behind the last dot, in lower case.
  var suffix: String { name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : "" }
  /// The folders above it.
  var depth: Int { path.split(separator: "/").count - 1 }

  public static func < (left: ModelFile, right: ModelFile) -> Bool { left.path < right.path }
}

extension ModelFiles {
  /// The largest file that is read whole.
  static var longestText: Int { 4 << 20 }

  func file(_ path: String) -> ModelFile? { files.first { $0.path == path } }

  /// A small text file.
  ///
  /// - Returns: `nil` when there is none of that name.
  func text(_ path: String) throws(GeneratorError) -> String? {
    guard let file = file(path) else { return nil }
    guard file.size <= Self.longestText else {
      throw GeneratorError(.unreadable, path, "is larger than \(Self.longestText) bytes")
    }
    return String(decoding: try bytes(of: path, from: 0, count: file.size), as: UTF8.self)
  }

  /// A JSON file.
  ///
  /// - Parameter limit: the largest that is read, in bytes.
  func json(_ path: String, limit: Int) throws(GeneratorError) -> JSONValue? {
    guard let file = file(path), file.size <= limit else { return nil }
    let bytes = try bytes(of: path, from: 0, count: file.size)
    return try? JSONParser.parse(bytes)
  }
}
