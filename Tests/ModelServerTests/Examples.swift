import FoundationEssentials
import Glibc

@testable import ModelServer

/// The models and data sets of the repository's `Examples` folder.
enum Examples {
  static let sets = ["breast-cancer", "digits", "wine"]
  static let versions = ["better", "failing", "good", "slow", "wrong-scaling"]

  /// Every set with every version.
  static let models = sets.flatMap { set in versions.map { (set: set, version: $0) } }

  static func path(_ set: String, _ version: String) -> String {
    folder.appending(path: "models/\(set)/\(version).json").path()
  }

  static func artifact(_ set: String, _ version: String) throws -> ModelArtifact {
    try ModelArtifact(contentsOfFile: path(set, version))
  }

  /// The rows of a set's test split with their labels.
  static func testRows(_ set: String) throws -> [(row: [Double], label: String)] {
    let text = try String(contentsOf: folder.appending(path: "data/\(set).csv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let cells = line.split(separator: ",")
      guard cells.last == "test" else { return nil }
      return (row: cells.dropLast(2).compactMap { Double($0) }, label: String(cells[cells.count - 2]))
    }
  }

  /// Found from this file, whose folder may be reached through a link.
  private static let folder: URL = {
    let file = realpath(#filePath, nil)
    defer { free(file) }
    return URL(filePath: file.map { String(cString: $0) } ?? #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Examples")
  }()
}
