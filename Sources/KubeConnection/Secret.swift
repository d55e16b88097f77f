/// A value that descriptions, dumps and debuggers leave out.
public struct Secret<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The value itself; what is done with it from here on is the reader's responsibility.
  public let value: Value

  /// Hides a value.
  public init(_ value: Value) { self.value = value }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// Always `hidden`.
  public var description: String { "hidden" }
  /// Always `hidden`.
  public var debugDescription: String { "hidden" }
  /// A mirror without children.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
