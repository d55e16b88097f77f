import Foundation

/// The built program as a person runs it.
struct ProgramProcess {
  let arguments: [String]
  var environment: [String: String] = [:]
  /// The folder that it runs in; the tests' own when `nil`.
  var folder: String?

  struct Result {
    var status: Int32
    var output: String
    var log: String
  }

  /// The program lies beside the tests.
  static var program: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return URL(filePath: tests).deletingLastPathComponent().appending(path: "slipway")
    }
  }

  func run() throws -> Result {
    let process = Process()
    process.executableURL = try Self.program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder) }
    // Files, not pipes: nothing has to be read while it runs.
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
