import Foundation
import KubeCore

/// The demo as a person runs it: the built program, started as a process.
struct DemoProcess {
  let arguments: [String]
  var environment: [String: String] = [:]

  struct Result {
    var status: Int32
    var output: String
    var log: String

    /// What `--output json` printed.
    func json() throws -> JSONValue { try JSONParser.parse(output) }
  }

  /// The program lies beside the tests.
  static var program: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: tests).deletingLastPathComponent().appending(path: "slipway")
    }
  }

  static let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples").standardized.path

  func run() throws -> Result {
    let process = Process()
    process.executableURL = try Self.program
    process.arguments = ["demo", "--examples", Self.examples] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: nothing has to be read while the demo runs.
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (output, log) = (folder.appending(path: "output"), folder.appending(path: "log"))
    for file in [output, log] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: log)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      log: String(decoding: try Data(contentsOf: log), as: UTF8.self))
  }
}
