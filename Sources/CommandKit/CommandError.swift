/// Why a command could not do what it was asked to.
public struct CommandError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable {
    private enum Value: Sendable { case usage, notFound, refused, notPossible, timedOut }
    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// An argument that cannot be understood.
    public static let usage = Code(.usage)
    /// There is no such object, revision or step.
    public static let notFound = Code(.notFound)
    /// The operator has refused the request.
    public static let refused = Code(.refused)
    /// What was asked for makes no sense in the state that the deployment is in.
    public static let notPossible = Code(.notPossible)
    /// It has not happened within the time that was given.
    public static let timedOut = Code(.timedOut)
  }

  public var code: Code
  public var message: String

  public init(_ code: Code, _ message: String) { (self.code, self.message) = (code, message) }

  /// What the program exits with: 2 for usage, 3 for a time-out, 1 otherwise.
  public var exitStatus: Int32 { code == .usage ? 2 : code == .timedOut ? 3 : 1 }

  public static func == (left: CommandError, right: CommandError) -> Bool { left.code == right.code }

  public var description: String { message }
}
