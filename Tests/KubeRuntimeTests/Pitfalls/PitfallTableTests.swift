import Foundation
import Testing

/// Holds the documentation's list of pitfalls to the tests that it names.
@Suite("The list of pitfalls")
struct PitfallTableTests {
  private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

  /// The files of the suites, by their names without the extension, which can occur in several rooms.
  private func suites() -> [String: [URL]] {
    let files = FileManager.default.enumerator(at: Self.root.appending(path: "Tests"), includingPropertiesForKeys: nil)
    let sources = (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    return Dictionary(grouping: sources) { $0.deletingPathExtension().lastPathComponent }
  }

  @Test("names for each a test that there is")
  func tests() throws {
    let page = try text(Self.root.appending(path: "Sources/KubeRuntime/KubeRuntime.docc/Pitfalls.md"))
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("|") }.dropFirst(2)
    let suites = suites()
    try #require(rows.count >= 16)
    for row in rows {
      let cell = row.split(separator: "|").last { !$0.allSatisfy(\.isWhitespace) } ?? ""
      let parts = cell.split(separator: "`: ", maxSplits: 1).map { $0.trimmingCharacters(in: [" ", "`"]) }
      try #require(parts.count == 2, "\(row)")
      let sources = try #require(suites[parts[0]], "there is no \(parts[0])").map(text)
      let isThere = sources.contains { $0.contains("\(parts[1])\"") || $0.contains("func \(parts[1])(") }
      #expect(isThere, "\(parts[0]) has no test \"\(parts[1])\"")
    }
  }
}
