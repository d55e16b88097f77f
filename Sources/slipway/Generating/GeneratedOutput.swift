import GeneratorKit
import Generators

/// Where generated files go: a folder, whose new files are named, or the terminal.
struct GeneratedOutput {
  private let folder: String?
  private let separator: String

  /// - Parameter separator: what stands between files that are printed.
  init(_ folder: String?, separator: String = "---\n") { (self.folder, self.separator) = (folder, separator) }

  func write(_ files: [GeneratedFile]) throws {
    guard let folder else { return print(files.map(\.text).joined(separator: separator), terminator: "") }
    for path in try OutputFolder(folder).write(files) { print(path) }
  }
}
