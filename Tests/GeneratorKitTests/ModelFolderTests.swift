import Foundation
import Generators
import Testing

@testable import GeneratorKit

@Suite struct ModelFolderTests {
  @Test func filesAreListedWithTheirSizes() throws {
    let folder = try TemporaryFolder()
    try folder.write("abc", to: "a/b.txt")
    try folder.write("x", to: "model.onnx")
    try folder.write("no", to: ".git/config")
    let model = try ModelFolder(folder.path)
    #expect(model.files == [ModelFile(path: "a/b.txt", size: 3), ModelFile(path: "model.onnx", size: 1)])
    #expect(try model.bytes(of: "a/b.txt", from: 1, count: 10) == Array("bc".utf8))
    #expect(throws: GeneratorError.self) { try model.bytes(of: "../a", from: 0, count: 1) }
  }

  @Test func aFileIsAFolderOfOne() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "model.onnx")
    try folder.write("y", to: "other.onnx")
    #expect(try ModelFolder(folder.path + "/model.onnx").files.map(\.path) == ["model.onnx"])
  }

  @Test("links out of the folder are refused", arguments: ["/etc/passwd", "../../etc/passwd", "..", "/", "absent", "loop"])
  func links(target: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "model.onnx")
    try folder.link("loop", to: target)
    #expect(throws: GeneratorError.self) { try ModelFolder(folder.path) }
  }

  @Test func linksInsideAreFollowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "blobs/1")
    try folder.link("model.onnx", to: "blobs/1")
    #expect(try ModelFolder(folder.path).files.map(\.path) == ["blobs/1", "model.onnx"])
    try folder.link("again", to: "blobs")
    #expect(throws: GeneratorError.self) { try ModelFolder(folder.path) }
  }

  @Test func whatIsNoFileIsRefused() throws {
    let folder = try TemporaryFolder()
    mkfifo(folder.path + "/pipe", 0o600)
    #expect(throws: GeneratorError.self) { try ModelFolder(folder.path) }
    #expect(throws: GeneratorError.self) { try ModelFolder(folder.path + "/absent") }
  }
}
