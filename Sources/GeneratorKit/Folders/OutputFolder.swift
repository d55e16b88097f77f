import Foundation
public import Generators

/// Where generated files go.
public struct OutputFolder {
  private let root: String

  /// - Parameter path: is made when the first file is written.
  public init(_ path: String) { root = URL(filePath: path).standardizedFileURL.path }

  /// Writes files that differ from what is there.
  ///
  /// - Returns: the paths that were written.
  /// - Throws: for a link in the way: what was generated goes where it was said, and nowhere else.
  public func write(_ files: [GeneratedFile]) throws(GeneratorError) -> [RelativePath] {
    var written: [RelativePath] = []
    for file in files where try write(file.bytes, to: file.path.text) { written.append(file.path) }
    return written
  }

  private func write(_ bytes: [UInt8], to path: String) throws(GeneratorError) -> Bool {
    let location = root + "/" + path
    try prepare(path)
    if FileManager.default.contents(atPath: location) == Data(bytes) { return false }
    do {
      try Data(bytes).write(to: URL(filePath: location), options: .atomic)
      return true
    } catch {
      throw GeneratorError(.unreadable, path, "cannot be written: \(error.localizedDescription)")
    }
  }

  /// Makes the folders of a file, none of which may be a link.
  private func prepare(_ path: String) throws(GeneratorError) {
    var folder = root
    for part in path.split(separator: "/") {
      do {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      } catch {
        throw GeneratorError(.unreadable, folder, "cannot be made: \(error.localizedDescription)")
      }
      folder += "/" + part
      var information = stat()
      if lstat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFLNK {
        throw GeneratorError(.invalid, path, "is a link, or lies behind one: nothing is written through links")
      }
    }
  }

  /// The content of a file that may lie there already.
  public func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: root + "/" + path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where a file lies, or would.
  public func location(of path: String) -> String { root + "/" + path }

  /// Copies a model's files into `model`, by hard links where the file system allows it: a build reads its own folder only.
  public func copy(_ model: ModelFolder) throws(GeneratorError) {
    let target = root + "/model"
    try? FileManager.default.removeItem(atPath: target)
    for file in model.files {
      let path = "model/" + file.path
      try prepare(path)
      let (from, to) = (model.location(of: file.path), root + "/" + path)
      if link(from, to) == 0 { continue }
      do {
        try FileManager.default.copyItem(
          at: URL(filePath: from).resolvingSymlinksInPath(), to: URL(filePath: to))
      } catch {
        throw GeneratorError(.unreadable, file.path, "cannot be copied: \(error.localizedDescription)")
      }
    }
  }
}
