import Foundation
public import Generators
public import KubeCore
import KubeConnection

/// A model's folder on disk, or a single file as a folder of one.
///
/// Only what lies in the folder is read: a link that leads out of it is refused, and devices and pipes are left alone.
public struct ModelFolder: ModelFiles {
  private static let mostFiles = 100_000
  private static let mostDepth = 32

  /// The folder, without links.
  public let root: String
  /// Whether a single file was named.
  public let isFile: Bool
  public private(set) var files: [ModelFile] = []

  /// - Throws: for a path that is not there, and for links out of the folder.
  public init(_ path: String) throws(GeneratorError) {
    guard let resolved = Self.resolved(path) else { throw GeneratorError(.unreadable, path, "is not there") }
    var information = stat()
    guard stat(resolved, &information) == 0 else { throw GeneratorError(.unreadable, path, "cannot be read") }
    isFile = information.st_mode & S_IFMT == S_IFREG
    if isFile {
      root = (resolved as NSString).deletingLastPathComponent
      files = [ModelFile(path: (resolved as NSString).lastPathComponent, size: Int(information.st_size))]
    } else {
      root = resolved
      try list("", depth: 0)
    }
    files.sort()
  }

  private mutating func list(_ folder: String, depth: Int) throws(GeneratorError) {
    guard depth <= Self.mostDepth else {
      throw GeneratorError(.unreadable, folder, "lies deeper than \(Self.mostDepth) folders")
    }
    let absolute = folder.isEmpty ? root : root + "/" + folder
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: absolute) else {
      throw GeneratorError(.unreadable, folder.isEmpty ? "model" : folder, "cannot be listed")
    }
    for name in names.sorted() where name != ".git" && name != "__pycache__" {
      try add(folder.isEmpty ? name : folder + "/" + name, depth: depth)
    }
  }

  private mutating func add(_ path: String, depth: Int) throws(GeneratorError) {
    let absolute = root + "/" + path
    guard let resolved = Self.resolved(absolute), resolved == root || resolved.hasPrefix(root + "/") else {
      throw GeneratorError(.invalid, path, "is a link that leads out of the model's folder, or nowhere")
    }
    var information = stat()
    guard stat(resolved, &information) == 0 else { return }
    switch information.st_mode & S_IFMT {
    case S_IFREG:
      guard files.count < Self.mostFiles else {
        throw GeneratorError(.unreadable, "model", "has more than \(Self.mostFiles) files")
      }
      files.append(ModelFile(path: path, size: Int(information.st_size)))
    case S_IFDIR where resolved == absolute: try list(path, depth: depth + 1)
    // A link to a folder could lead around in a circle.
    case S_IFDIR: throw GeneratorError(.invalid, path, "is a link to a folder")
    default: throw GeneratorError(.invalid, path, "is neither a file nor a folder")
    }
  }

  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }

  /// What was named, without links: the folder, or the single file.
  var place: String { isFile ? location(of: files.first?.path ?? "") : root }

  /// Where a file lies on disk.
  public func location(of path: String) -> String { root + "/" + path }

  public func bytes(of path: String, from offset: Int, count: Int) throws(GeneratorError) -> [UInt8] {
    guard files.contains(where: { $0.path == path }), let handle = FileHandle(forReadingAtPath: location(of: path)) else {
      throw GeneratorError(.unreadable, path, "cannot be read")
    }
    defer { try? handle.close() }
    do {
      try handle.seek(toOffset: UInt64(max(0, offset)))
      return Array(try handle.read(upToCount: max(0, count)) ?? Data())
    } catch {
      throw GeneratorError(.unreadable, path, "cannot be read")
    }
  }

  public func document(_ path: String) throws(GeneratorError) -> JSONValue {
    let size = files.first { $0.path == path }?.size ?? 0
    guard size <= 4 << 20 else { throw GeneratorError(.unreadable, path, "is larger than 4 MiB") }
    let text = String(decoding: try bytes(of: path, from: 0, count: size), as: UTF8.self)
    do throws(ConnectionError) {
      return try YAMLParser.documents(text).first ?? .null
    } catch {
      throw GeneratorError(.unreadable, path, "is no YAML: \(error)")
    }
  }
}
