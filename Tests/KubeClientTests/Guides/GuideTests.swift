import Foundation
import Testing

@Suite struct GuideTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The blocks of Swift in a guide.
  private func examples(_ guide: String) throws -> [[String]] {
    let url = Self.root.appending(path: "Sources/KubeClient/KubeClient.docc/\(guide).md")
    let parts = String(decoding: try Data(contentsOf: url), as: UTF8.self).components(separatedBy: "```")
    return parts.enumerated().filter { $0.offset % 2 == 1 && $0.element.hasPrefix("swift") }
      .map { lines(String($0.element.dropFirst("swift".count))) }
  }

  @Test(
    "every example of a guide is compiled",
    arguments: ["KubeClient", "Watching", "Applying", "Editing", "HandlingErrors"])
  func examples(guide: String) throws {
    let url = Self.root.appending(path: "Tests/KubeClientTests/Guides/GuideExamples.swift")
    let compiled = lines(String(decoding: try Data(contentsOf: url), as: UTF8.self))
    let blocks = try examples(guide)
    #expect(!blocks.isEmpty)
    for block in blocks {
      let isThere = compiled.indices.contains { compiled[$0...].starts(with: block) }
      #expect(isThere, "not among the examples: \(block.joined(separator: "\n"))")
    }
  }
}
