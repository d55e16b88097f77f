import Foundation
import Testing

/// The generators' commands as a person types them.
@Suite final class GeneratorProcessTests {
  private static let models = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../GeneratorsTests/Models").standardized.path
  private let folder = FileManager.default.temporaryDirectory.appending(path: "generated-\(UUID())")

  init() throws {
    for path in ["model", "serve"] {
      try FileManager.default.createDirectory(at: folder.appending(path: path), withIntermediateDirectories: true)
    }
    try FileManager.default.copyItem(
      at: URL(filePath: Self.models + "/pipeline.joblib"), to: folder.appending(path: "model/model.joblib"))
    try Data("print(1)\n".utf8).write(to: folder.appending(path: "serve/__main__.py"))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private func run(_ line: String) throws -> ProgramProcess.Result {
    try ProgramProcess(arguments: line.split(separator: " ").map(String.init), folder: folder.path).run()
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  @Test("a program of one's own comes after two dashes, and its files are copied")
  func program() throws {
    let result = try run("generate dockerfile model --name any --source serve -o image -- python -m serve")
    #expect(result.status == 0, "\(result.log)")
    #expect(try text("image/Dockerfile").contains(#"ENTRYPOINT ["python","-m","serve"]"#))
    #expect(try text("image/serve/__main__.py") == "print(1)\n")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "image/model/model.joblib").path))
  }

  @Test("the folder around a model can be the output")
  func aroundTheModel() throws {
    let result = try run("generate dockerfile model --name any -o .")
    #expect(result.status == 0, "\(result.log)")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "model/model.joblib").path))
    #expect(try text("Dockerfile").contains("COPY [\"model\",\"/mnt/models\"]"))
  }

  @Test("the server comes with the packages that it needs")
  func server() throws {
    let result = try run("generate server model --name any -o server")
    #expect(result.status == 0, "\(result.log)")
    #expect(try text("server/requirements.txt").contains("scikit-learn=="))
    #expect(result.output.split(separator: "\n").contains("slipway_server/app.py"))
  }

  private static let service = "--name fraud -n ml --image registry.example/fraud:12 --uri s3://models/fraud/12 --format sklearn"

  @Test(
    "what goes to the terminal",
    arguments: [
      ("manifests \(service)", "kind: ModelDeployment\n"), ("manifests \(service) --form kustomize", "kind: Kustomization\n"),
      ("manifests \(service) --form helm", "apiVersion: v2\n"), ("terraform \(service)", "resource \"helm_release\" \"model\" {\n"),
      ("pipeline github --name fraud --repository registry.example/fraud", "      run: |-\n        cd \"$FOLDER\"\n"),
    ])
  func printed(line: String, expected: String) throws {
    let result = try run("generate " + line)
    #expect(result.status == 0 && result.log.isEmpty, "\(result.log)")
    #expect(result.output.contains(expected))
  }

  @Test(
    "what is refused, and why",
    arguments: [
      ("inspect absent", "absent: is not there"),
      ("generate dockerfile model --runtime vllm", "vLLM does not serve sklearn models"),
      ("generate dockerfile model --source serve", "--source needs its program"),
      ("generate dockerfile model --runtime mlserver -- python", "exclude each other"),
      ("generate dockerfile model --source Dockerfile -- python", "a file of this name is written"),
      ("generate dockerfile model --image-label team", "team must be NAME=VALUE"),
      ("generate dockerfile model --lock", "--lock needs --output"),
      ("generate dockerfile . --name any -o image", "would lie in one another"),
      ("generate manifests --name fraud --uri s3://a/b --runtime vllm --format sklearn", "must be one that vLLM serves"),
      ("metrics check http://127.0.0.1:1/metrics --preset none", "none must be one of slipway, mlserver"),
    ])
  func refused(line: String, expected: String) throws {
    let result = try run(line)
    #expect(result.status != 0 && result.output.isEmpty)
    #expect(result.log.contains(expected), "\(result.log)")
  }

  @Test("completion scripts name all commands, for each shell", arguments: ["bash", "zsh", "fish"])
  func completion(shell: String) throws {
    let result = try run("completion \(shell)")
    #expect(result.status == 0)
    for command in ["operator", "promote", "rollback", "generate", "terraform"] { #expect(result.output.contains(command)) }
  }
}
