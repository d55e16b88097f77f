import KubeClient
import Synchronization

/// Time that passes only while somebody sleeps, and lots that are known beforehand.
final class FakeTime: Sendable {
  private struct State {
    var now = Duration.zero
    var sleeps: [Duration] = []
  }

  private let state = Mutex(State())
  private let fraction: Double

  init(fraction: Double = 0.5) { self.fraction = fraction }

  var sleeps: [Duration] { state.withLock { $0.sleeps } }

  var time: ClientTime {
    let fraction = fraction
    return ClientTime(
      now: { self.state.withLock { $0.now } },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += duration
          $0.sleeps.append(duration)
        }
      }, random: { fraction })
  }
}

extension KubeClient {
  /// A client on a script, and on time that does not pass by itself.
  init(_ transport: FakeTransport, retries: RetryPolicy = .none, time: FakeTime = FakeTime()) {
    self.init(transport: transport, retries: retries)
    self.time = time.time
  }
}

/// The error that an operation ends with; `nil` when it ends well.
func failure<Value>(of operation: () async throws(KubeError) -> Value) async -> KubeError? {
  do throws(KubeError) {
    _ = try await operation()
    return nil
  } catch {
    return error
  }
}
