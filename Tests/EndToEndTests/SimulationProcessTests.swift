import Foundation
import Testing

/// Every process orders its sets and dictionaries in another way: a run that depended on it would differ.
@Suite("A simulated run")
struct SimulationProcessTests {
  private static let faults = "call:12=crash-after-commit,event:20=hold:4,second:1=pause:20"

  @Test("has the same hash in two processes")
  func hash() throws {
    let (first, second) = (try hash(seed: 3), try hash(seed: 3))
    #expect(first.count == 16)
    #expect(first == second)
    #expect(try hash(seed: 4) != first)
  }

  private func hash(seed: Int) throws -> String {
    let process = Process()
    process.executableURL = try DemoProcess.program
    process.arguments = [
      "simulate", "--hash", "--mix-order", "--scenario", "first-deployment", "--seed", "\(seed)",
      "--faults", Self.faults,
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: text, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
