/// Why the demo could not be played to its end.
public struct DemoError: Error, Sendable, CustomStringConvertible {
  public var description: String

  public init(_ description: String) { self.description = description }
}
