import KubeClient
import KubeTestSupport
import Synchronization

@testable import KubeRuntime

/// Tasks on one thread, clocks that jump from one deadline to the next, and a simulated cluster: every run is the same.
final class Stage {
  let time = ManualTime()
  let thread = OneThread()
  let switchboard: Switchboard

  init() { switchboard = Switchboard(time) }

  var client: KubeClient { KubeClient(transport: switchboard) }

  /// Runs all that can run without time passing.
  func settle() { while thread.runOne() {} }

  /// Lets time pass.
  func advance(by duration: Duration) { advance(atMost: duration) { false } }

  /// Lets time pass until a condition holds, or for as long as is allowed.
  func advance(atMost limit: Duration, until isOver: () -> Bool) {
    let end = time.now + limit
    settle()
    while !isOver(), time.now < end {
      let next = time.deadlines.first.map { min($0, end) } ?? end
      time.advance(by: max(next - time.now, .zero))
      settle()
    }
  }

  /// Runs an operation to its end, which no time may have to pass for.
  @discardableResult
  func perform<Value: Sendable>(_ operation: @escaping @Sendable () async throws -> Value) throws -> Value {
    let box = Box<Value>()
    _ = thread.start {
      do { box.set(.success(try await operation())) } catch { box.set(.failure(error)) }
    }
    settle()
    guard let result = box.value else { throw StageError.stillWaiting }
    return try result.get()
  }
}

enum StageError: Error { case stillWaiting }

/// A value that a task leaves for the test.
final class Box<Value: Sendable>: Sendable {
  private let content = Mutex<Result<Value, any Error>?>(nil)

  var value: Result<Value, any Error>? { content.withLock { $0 } }

  func set(_ value: Result<Value, any Error>) { content.withLock { $0 = value } }
}
