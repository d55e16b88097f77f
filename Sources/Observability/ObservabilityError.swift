/// What can go wrong while metrics are declared, or a server is set up.
public struct ObservabilityError: Error, Equatable, CustomStringConvertible {
  /// The kind of error; new kinds may be added.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case invalidName, invalidLabel, invalidBuckets, conflictingDeclaration, invalidCertificate
    }

    private let kind: Kind

    /// A metric name outside `[a-zA-Z_:][a-zA-Z0-9_:]*`.
    public static let invalidName = Code(kind: .invalidName)
    /// A label name outside `[a-zA-Z_][a-zA-Z0-9_]*`, a reserved one, or one that occurs twice.
    public static let invalidLabel = Code(kind: .invalidLabel)
    /// Bucket bounds that are not finite and strictly increasing.
    public static let invalidBuckets = Code(kind: .invalidBuckets)
    /// A name that was declared before with another type, help, label list or buckets.
    public static let conflictingDeclaration = Code(kind: .conflictingDeclaration)

    /// A folder without a certificate that a server could show.
    public static let invalidCertificate = Code(kind: .invalidCertificate)

    public var description: String { kind.rawValue }
  }

  /// The kind of error.
  public let code: Code
  /// What happened, for people.
  public let message: String
  /// The metric, label or folder that it happened to.
  public let subject: String

  public init(code: Code, message: String, subject: String) {
    self.code = code
    self.message = message
    self.subject = subject
  }

  /// Errors are equal when their codes are.
  public static func == (left: Self, right: Self) -> Bool { left.code == right.code }

  public var description: String { "\(code): \(message) (\(subject))" }
}
