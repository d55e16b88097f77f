import FoundationEssentials

@testable import LocalCluster

/// A supervisor, and a folder for what it runs.
struct RunningProcesses: Sendable {
  let supervisor: ProcessSupervisor
  let folder: String
  let logLimit: Int

  func start(_ command: String..., onExit: @escaping @Sendable (ProcessExit) -> Void) async throws -> ProcessID {
    try await supervisor.start(
      ProcessPlan(
        command: command, environment: ["PATH": "/usr/bin:/bin", "GREETING": "hello"], folder: folder,
        logPath: "\(folder)/log", logLimit: logLimit),
      onExit: onExit)
  }

  var log: String { text(of: "log") }
  var earlierLog: String { text(of: "log.1") }

  private func text(of name: String) -> String {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

/// Runs a supervisor for the time of a test.
func withProcesses<Result: Sendable>(
  logLimit: Int = 1 << 20, _ body: (RunningProcesses) async throws -> Result
) async throws -> Result {
  try await withTemporaryFolder { folder in
    let supervisor = try ProcessSupervisor()
    do {
      let result = try await body(RunningProcesses(supervisor: supervisor, folder: folder, logLimit: logLimit))
      await supervisor.shutDown(grace: .zero)
      return result
    } catch {
      await supervisor.shutDown(grace: .zero)
      throw error
    }
  }
}

/// Makes a folder for the time of a test.
func withTemporaryFolder<Result: Sendable>(_ body: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: "slipway-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try await body(folder.path)
}
