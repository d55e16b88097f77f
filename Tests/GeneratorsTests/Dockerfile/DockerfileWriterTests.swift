import SlipwayAPI
import Testing

@testable import Generators

@Suite struct DockerfileWriterTests {
  @Test(
    "values come back as they were",
    arguments: [("a", "\"a\""), ("a b", "\"a b\""), ("$x", "\"\\$x\""), ("\\", "\"\\\\\""), ("a\"b", "\"a\\\"b\""), ("é", "\"é\"")])
  func quoting(value: String, text: String) throws {
    #expect(try DockerfileWriter.quoted(value, field: "a") == text)
    #expect(try DockerfileReader.read("ENV A=\(text)") == [.init(instruction: "ENV", words: ["A=\(value)"])])
  }

  @Test("what no escape expresses is refused", arguments: ["a\nb", "a\rb", "\u{0}", "a\u{2028}b", "\u{202E}a"])
  func refused(value: String) {
    #expect(throws: GeneratorError(.invalid, "A", "")) { try DockerfileWriter.quoted(value, field: "A") }
  }

  @Test func everyLineHasItsReason() throws {
    let settings = ImageSettings(name: "fraud")
    let file = try #require(try ImageGenerator(settings, ModelInspection(.sklearn, framework: .sklearn)).files().first {
      $0.path == ImageGenerator.dockerfile
    })
    let lines = file.text.split(separator: "\n", omittingEmptySubsequences: false)
    let instructions = lines.indices.filter { !lines[$0].isEmpty }
    #expect(file.reasons.map(\.line) == instructions.map { $0 + 1 })
    #expect(file.reasons.allSatisfy { lines[$0.line - 1] == $0.text && !$0.reason.isEmpty })
  }

  @Test("images", arguments: [
    "python:3.13.14-slim-bookworm", "docker.io/library/python:3.13", "localhost:5000/a/b_c.d-e:1",
    "ghcr.io/a/b@sha256:" + String(repeating: "a", count: 64), "a:1@sha256:" + String(repeating: "0", count: 64),
  ])
  func images(text: String) throws {
    #expect(try ImageReference(text, field: "base").description == text)
  }

  @Test("no images", arguments: [
    "", "python", "python:latest", "Python:3", "python:", ":3", "a//b:1", "/a:1", "a/:1", "-a:1", "a-:1", "a..b:1",
    "a___b:1", "a:1@sha256:abc", "a@sha512:" + String(repeating: "a", count: 64), "localhost:port/a:1", "a b:1", "a:b c",
    "a:" + String(repeating: "b", count: 129), "a:-1", "a@sha256:" + String(repeating: "A", count: 64),
  ])
  func noImages(text: String) {
    #expect(throws: GeneratorError(.invalid, "base", "")) { try ImageReference(text, field: "base") }
  }
}
