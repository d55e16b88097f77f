public import KubeCore

/// Why one object of a list could not be decoded.
public struct ListFailure: Error, Sendable, Hashable {
  /// The position of the object in the list, counted from 0 over all pages.
  public var index: Int
  /// Which object it is; `nil` when not even that could be read.
  public var key: ObjectKey?
  /// Path and problem: `spec.containers[0].image: expected a string, found a number`.
  public var reason: String

  public init(index: Int, key: ObjectKey?, reason: String) {
    self.index = index
    self.key = key
    self.reason = reason
  }
}

extension ListFailure: CustomStringConvertible {
  public var description: String {
    key.map { "item \(index), \($0): \(reason)" } ?? "item \(index): \(reason)"
  }
}
