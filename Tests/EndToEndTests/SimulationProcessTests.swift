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
    let result = try ProgramProcess(
      arguments: [
        "simulate", "--hash", "--mix-order", "--scenario", "first-deployment", "--seed", "\(seed)",
        "--faults", Self.faults,
      ]
    ).run()
    #expect(result.status == 0)
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
