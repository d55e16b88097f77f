import Synchronization

/// Stands before metrics servers: asks no server that fails more often than its back-off allows, and none too often.
public final class ProviderGate: Sendable {
  private let state = Mutex(ProviderGateState())
  private let now: @Sendable () -> Double
  private let spread: @Sendable () -> Double

  /// - Parameters:
  ///   - now: monotonic seconds.
  ///   - spread: random numbers from 0 to 1.
  public init(now: @escaping @Sendable () -> Double, spread: @escaping @Sendable () -> Double) {
    (self.now, self.spread) = (now, spread)
  }

  /// Asks a server, unless it is not to be asked now: that is a transient failure.
  ///
  /// - Parameter server: what tells servers apart: the address, and who asks.
  func ask<Answer: Sendable>(
    _ server: String, _ question: () async throws(ProviderFailure) -> Answer
  ) async throws(ProviderFailure) -> Answer {
    if let reason = state.withLock({ $0.enter(server, at: now()) }) { throw ProviderFailure(.transient, reason) }
    do throws(ProviderFailure) {
      let answer = try await question()
      note(nil, of: server)
      return answer
    } catch {
      note(error, of: server)
      throw error
    }
  }

  private func note(_ failure: ProviderFailure?, of server: String) {
    let (time, spread) = (now(), spread())
    state.withLock { $0.note(failure, of: server, at: time, spread: spread) }
  }
}
