import Foundation

/// A folder that goes with its owner.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "kube-connection-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String, isExecutable: Bool = false) throws -> String {
    try write(name, Array(text.utf8), isExecutable: isExecutable)
  }

  /// Replaces the file as a whole, as the kubelet and careful programs do, so that its stamp is sure to differ.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8], isExecutable: Bool = false) throws -> String {
    let path = file(name)
    let folder = URL(filePath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    try FileManager.default.setAttributes(
      [.posixPermissions: isExecutable ? 0o700 : 0o600], ofItemAtPath: path)
    return path
  }

  func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: file(name)))) }
  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }
  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }
}
