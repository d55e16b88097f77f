import Foundation
public import Generators

extension OutputFolder {
  private static let model = "model"

  /// Copies a model into the folder `model`, by hard links where the file system has them: a build reads its own folder only.
  ///
  /// - Throws: for a model that holds the output, or lies where its copy goes; one that is the folder `model` stays as it is.
  public func copy(model: ModelFolder) throws(GeneratorError) {
    try replace(Self.model, with: model, field: "model") { "\(Self.model)/\($0)" }
  }

  /// Copies a file or folder of a program to where it is named, likewise.
  ///
  /// - Parameter path: where it lies relative to the folder that the command runs in, and will lie in this one.
  public func copy(source: ModelFolder, to path: RelativePath) throws(GeneratorError) {
    try replace(path.text, with: source, field: "--source") { source.isFile ? path.text : "\(path)/\($0)" }
  }

  private func replace(
    _ path: String, with source: ModelFolder, field: String, naming: (String) -> String
  ) throws(GeneratorError) {
    try prepare(path)
    let target = (ModelFolder.resolved(root) ?? root) + "/" + path
    guard source.place != target else { return }
    guard !(target + "/").hasPrefix(source.place + "/"), !source.place.hasPrefix(target + "/") else {
      throw GeneratorError(.invalid, field, "\(source.place) and its copy \(target) would lie in one another")
    }
    try? FileManager.default.removeItem(atPath: target)
    for file in source.files { try copy(source.location(of: file.path), to: naming(file.path)) }
  }

  private func copy(_ source: String, to path: String) throws(GeneratorError) {
    try prepare(path)
    let (file, target) = (URL(filePath: source).resolvingSymlinksInPath().path, root + "/" + path)
    var information = stat()
    let isReadable = stat(file, &information) == 0 && information.st_mode & Self.fileMode == Self.fileMode
    if isReadable, link(file, target) == 0 { return }
    do {
      try FileManager.default.copyItem(atPath: file, toPath: target)
      chmod(target, information.st_mode & 0o777 | Self.fileMode)
    } catch {
      throw GeneratorError(.unreadable, path, "cannot be copied: \(error.localizedDescription)")
    }
  }
}
