public import Logging

/// A value that must not be written down: every text made of it reads `<redacted>`.
///
/// The value can still be compared and used where it is needed, through ``exposed``.
public struct Secret<Value: Sendable>: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The value itself; each use is a place to review.
  public let exposed: Value

  public init(_ value: Value) {
    self.exposed = value
  }

  public var description: String { "<redacted>" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Equatable where Value: Equatable {}

extension Logger.MetadataValue {
  /// Says that a value was there, and not what it was, whichever handler writes the record.
  public static func secret<Value: Sendable>(_ value: Value) -> Logger.MetadataValue {
    .stringConvertible(Secret(value))
  }
}
