import ArgumentParser
import Foundation
import KubeConnection
import KubeCore
import SlipwayAPI

/// A ModelDeployment in a file.
enum ManifestFile {
  /// The first ModelDeployment of a file; `-` is standard input.
  static func deployment(_ file: String) throws -> JSONValue {
    let documents = try YAMLParser.documents(try text(file))
    guard let found = documents.first(where: { $0["kind"]?.string == ModelDeployment.resourceType.kind }) else {
      throw ValidationError("`\(file)` has no ModelDeployment")
    }
    return found
  }

  static func text(_ file: String) throws -> String {
    let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
    guard let data = try handle?.readToEnd() ?? (handle == nil ? nil : Data()) else {
      throw ValidationError("`\(file)` cannot be read")
    }
    guard let text = String(data: data, encoding: .utf8) else { throw ValidationError("`\(file)` is not UTF-8") }
    return text
  }
}
