/// What keeps a model from being served.
public struct ModelServerError: Error, Equatable, CustomStringConvertible {
  /// The kind of error; new kinds may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case unreadableModel, invalidModel, checkFailed
    }

    private let kind: Kind

    /// The model file cannot be read.
    public static let unreadableModel = Code(kind: .unreadableModel)
    /// The model file is not of the schema, or contradicts itself.
    public static let invalidModel = Code(kind: .invalidModel)
    /// The model answers one of its own checks otherwise than the framework that trained it.
    public static let checkFailed = Code(kind: .checkFailed)

    public var description: String { kind.rawValue }
  }

  /// The kind of error.
  public let code: Code
  /// What happened, for people.
  public let message: String
  /// The file or the member of it that it happened to.
  public let subject: String
  /// The error below, if there is one.
  public let cause: (any Error)?

  public init(code: Code, message: String, subject: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.subject = subject
    self.cause = cause
  }

  /// Errors are equal when their codes are.
  public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

  public var description: String {
    "\(code): \(message) (\(subject))" + (cause.map { ": \($0)" } ?? "")
  }
}
