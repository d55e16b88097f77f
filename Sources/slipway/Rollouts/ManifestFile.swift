import CommandKit
import Foundation
import KubeConnection
import KubeCore
import SlipwayAPI

/// A ModelDeployment in a file.
enum ManifestFile {
  /// The first ModelDeployment of a file; `-` is standard input.
  ///
  /// - Throws: `.usage`.
  static func deployment(_ file: String) throws -> JSONValue {
    let text = try text(file)
    let documents: [JSONValue]
    do throws(ConnectionError) { documents = try YAMLParser.documents(text) } catch {
      throw CommandError(.usage, "\(file): \(error)")
    }
    guard let found = documents.first(where: { $0["kind"]?.string == ModelDeployment.resourceType.kind }) else {
      throw CommandError(.usage, "\(file) has no ModelDeployment")
    }
    return found
  }

  static func text(_ file: String) throws -> String {
    let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file)
    guard let data = try handle?.readToEnd() ?? (handle == nil ? nil : Data()) else {
      throw CommandError(.usage, "\(file) cannot be read")
    }
    guard let text = String(data: data, encoding: .utf8) else { throw CommandError(.usage, "\(file) is not UTF-8") }
    return text
  }
}
