import Foundation
import Testing

/// Holds the tutorial to the example that it builds.
@Suite("The tutorial")
struct TutorialTests {
  private static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test("ends with the example, in under 150 lines")
  func example() throws {
    let (example, resources) = ("Examples/WebsiteOperator", "Sources/KubeRuntime/KubeRuntime.docc/Resources")
    let files = ["Website.swift": "website-2.swift", "WebsiteOperator.swift": "operator-5.swift"]
    var lines = 0
    for (file, step) in files {
      let source = try text("\(example)/\(file)")
      #expect(source == (try text("\(resources)/\(step)")))
      lines += source.split(separator: "\n", omittingEmptySubsequences: false).count - 1
    }
    #expect(lines < 150)
    let swift = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: example).path)
      .filter { $0.hasSuffix(".swift") }
    #expect(Set(swift) == Set(files.keys), "all of it is in the tutorial")
  }
}
