import Foundation
import KubeCore

/// The demo as a person runs it: the built program, started as a process.
struct DemoProcess {
  let arguments: [String]
  var environment: [String: String] = [:]

  static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples").standardized.path

  func run() throws -> ProgramProcess.Result {
    try ProgramProcess(arguments: ["demo", "--examples", Self.examples] + arguments, environment: environment).run()
  }
}

extension ProgramProcess.Result {
  /// What `--output json` printed.
  func json() throws -> JSONValue { try JSONParser.parse(output) }
}
