/// Why a controller could not do its part.
public struct ControllerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable {
    private enum Value: Sendable { case reconcileTimedOut }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// A reconcile took longer than its limit and was cancelled.
    public static let reconcileTimedOut = Code(.reconcileTimedOut)
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }
}
