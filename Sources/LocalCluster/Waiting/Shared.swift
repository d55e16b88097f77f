import Synchronization

/// A value that several tasks change, under a lock. Copies share it.
final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    value.withLock { (value: inout sending Value) in body(&value) }
  }
}
