import Generators
import Testing

@testable import GeneratorKit

@Suite struct OutputFolderTests {
  @Test func onlyWhatDiffersIsWritten() throws {
    let folder = try TemporaryFolder()
    let output = OutputFolder(folder.path + "/out")
    let files = [GeneratedFile(path: "a/b", text: "1"), GeneratedFile(path: "c", text: "2")]
    #expect(try output.write(files).map(\.text) == ["a/b", "c"])
    #expect(try output.write(files).isEmpty)
    #expect(folder.text("out/a/b") == "1")
  }

  @Test("nothing is written through links", arguments: ["a", "a/b"])
  func links(name: String) throws {
    let (folder, elsewhere) = (try TemporaryFolder(), try TemporaryFolder())
    if name == "a/b" { try folder.write("", to: "a/c") }
    try folder.link(name, to: elsewhere.path)
    #expect(throws: GeneratorError.self) { try OutputFolder(folder.path).write([GeneratedFile(path: "a/b", text: "1")]) }
    #expect(elsewhere.text("b") == nil)
  }

  @Test func modelsAreCopied() throws {
    let (model, out) = (try TemporaryFolder(), try TemporaryFolder())
    try model.write("x", to: "blobs/1")
    try model.link("model.onnx", to: "blobs/1")
    try OutputFolder(out.path).copy(try ModelFolder(model.path))
    #expect(out.text("model/model.onnx") == "x" && out.text("model/blobs/1") == "x")
  }
}
