/// A value in memory of its own, which many can refer to.
///
/// Typed objects take a kilobyte and more before their texts. A table has room for more entries than it holds, and a list
/// of changes is a second copy of it all: both must be small.
final class Boxed<Value: Sendable>: Sendable {
  let value: Value

  init(_ value: Value) { self.value = value }
}
