import Foundation
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
    try OutputFolder(out.path).copy(model: try ModelFolder(model.path))
    #expect(out.text("model/model.onnx") == "x" && out.text("model/blobs/1") == "x")
  }

  @Test("what lies in an image can be read by its user")
  func permissions() throws {
    let (model, out) = (try TemporaryFolder(), try TemporaryFolder())
    try model.write("x", to: "a/model.onnx")
    chmod(model.path + "/a/model.onnx", 0o700)
    try OutputFolder(out.path).copy(model: try ModelFolder(model.path))
    var information = stat()
    #expect(stat(out.path + "/model/a/model.onnx", &information) == 0 && information.st_mode & 0o777 == 0o744)
    #expect(stat(out.path + "/model/a", &information) == 0 && information.st_mode & 0o777 == 0o755)
    #expect(stat(model.path + "/a/model.onnx", &information) == 0 && information.st_mode & 0o777 == 0o700)
  }

  @Test("a model that is the copy already stays")
  func inPlace() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "model/model.onnx")
    try OutputFolder(folder.path).copy(model: try ModelFolder(folder.path + "/model"))
    #expect(folder.text("model/model.onnx") == "x")
  }

  @Test(
    "what would be lost by its own copy is refused",
    arguments: [("out/model/a", "out"), ("models", "models/out"), ("out/model/model.onnx", "out")])
  func overlap(model: String, output: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: model.hasSuffix(".onnx") ? model : model + "/model.onnx")
    let source = try ModelFolder(folder.path + "/" + model)
    #expect(throws: GeneratorError(.invalid, "model", "")) {
      try OutputFolder(folder.path + "/" + output).copy(model: source)
    }
    #expect(try source.bytes(of: "model.onnx", from: 0, count: 1) == [0x78])
  }

  @Test func programsAreCopied() throws {
    let (program, out) = (try TemporaryFolder(), try TemporaryFolder())
    try program.write("1", to: "serve/app.py")
    try program.write("2", to: "lib/run.py")
    for path in ["serve", "lib/run.py"] {
      try OutputFolder(out.path).copy(
        source: try ModelFolder(program.path + "/" + path), to: try RelativePath(path, field: "--source"))
    }
    #expect(out.text("serve/app.py") == "1" && out.text("lib/run.py") == "2")
  }
}
