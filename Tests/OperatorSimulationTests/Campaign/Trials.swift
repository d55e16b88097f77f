import Synchronization
import Testing

@testable import OperatorSimulation

/// The scenarios with their runs without faults, each of which is made once for all tests.
enum Trials {
  private static let known = Mutex<[String: Trial]>([:])

  static func of(_ name: String) throws -> Trial {
    if let trial = known.withLock({ $0[name] }) { return trial }
    let trial = Trial(try #require(Scenario.named(name)))
    known.withLock { $0[name] = trial }
    return trial
  }
}
