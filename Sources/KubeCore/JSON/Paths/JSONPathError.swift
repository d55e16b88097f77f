/// What is wrong with a JSON path or with a template of them.
public struct JSONPathError: Error, Sendable, Hashable, CustomStringConvertible {
  public var message: String
  /// Where in the text, in bytes from its start.
  public var offset: Int

  public var description: String { "\(message) at position \(offset)" }
}
