/// Why a part of a local cluster could not do its work.
public struct LocalClusterError: Error, Sendable {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable {
      case certificateNotMade, listenerFailed, fileNotWritten, addressUnavailable, processNotStarted, stopped
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }
    public var description: String { value.rawValue }

    /// A certificate or key could not be made or read.
    public static let certificateNotMade = Code(.certificateNotMade)
    /// A server could not listen on its address.
    public static let listenerFailed = Code(.listenerFailed)
    /// A file or folder could not be written.
    public static let fileNotWritten = Code(.fileNotWritten)
    /// No loopback address is free on which the ports can be bound.
    public static let addressUnavailable = Code(.addressUnavailable)
    /// A process could not be started.
    public static let processNotStarted = Code(.processNotStarted)
    /// The part has been stopped.
    public static let stopped = Code(.stopped)
  }

  public var code: Code
  public var message: String
  /// The error below this one, if another module reported it.
  public var cause: (any Error)?

  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}

extension LocalClusterError: Equatable {
  /// Errors are equal when their codes are.
  public static func == (left: LocalClusterError, right: LocalClusterError) -> Bool { left.code == right.code }
}

extension LocalClusterError: CustomStringConvertible {
  public var description: String { "\(code): \(message)" + (cause.map { " (\($0))" } ?? "") }
}
