import Foundation
public import Generators

/// Where generated files go.
public struct OutputFolder {
  /// What lies in an image is read there by a user without rights, whatever this machine's habit is.
  static let fileMode: mode_t = 0o644
  static let folderMode: mode_t = 0o755

  let root: String

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
      chmod(location, Self.fileMode)
      return true
    } catch {
      throw GeneratorError(.unreadable, path, "cannot be written: \(error.localizedDescription)")
    }
  }

  /// Makes the folders of a file, none of which may be a link.
  func prepare(_ path: String) throws(GeneratorError) {
    do {
      try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    } catch {
      throw GeneratorError(.unreadable, root, "cannot be made: \(error.localizedDescription)")
    }
    var place = root
    let parts = path.split(separator: "/")
    for (index, part) in parts.enumerated() {
      place += "/" + part
      var information = stat()
      if lstat(place, &information) == 0 {
        guard information.st_mode & S_IFMT == S_IFLNK else { continue }
        throw GeneratorError(.invalid, path, "is a link, or lies behind one: nothing is written through links")
      }
      guard index < parts.count - 1 else { continue }
      guard mkdir(place, Self.folderMode) == 0, chmod(place, Self.folderMode) == 0 else {
        throw GeneratorError(.unreadable, path, "its folder cannot be made: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// The content of a file that may lie there already.
  public func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: root + "/" + path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Where a file lies, or would.
  public func location(of path: String) -> String { root + "/" + path }
}
