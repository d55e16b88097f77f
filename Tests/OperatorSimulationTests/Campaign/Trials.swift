import Synchronization
import Testing

@testable import OperatorSimulation

/// The scenarios with their runs without faults, each of which is made once for all tests.
enum Trials {
  private static let known = Mutex<[String: Trial]>([:])

  static func of(_ name: String, seed: UInt64 = 1) throws -> Trial {
    let key = "\(name) \(seed)"
    if let trial = known.withLock({ $0[key] }) { return trial }
    let trial = Trial(try #require(Scenario.named(name)), seed: seed)
    known.withLock { $0[key] = trial }
    return trial
  }
}
