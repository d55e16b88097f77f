/// Why an expression has no value.
public struct EvaluationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure it is, where that matters to the caller.
  public enum Code: Sendable, Equatable {
    /// The operands do not fit each other, which only dynamic values can bring about.
    case noSuchOverload
    /// The evaluation was more expensive than allowed.
    case costLimitExceeded
    case other
  }

  public var code: Code
  public var message: String
  public var description: String { message }

  public init(_ message: String, code: Code = .other) {
    self.code = code
    self.message = message
  }

  static let noSuchOverload = EvaluationError("no such overload", code: .noSuchOverload)

  static func noSuchOverload(_ function: String) -> EvaluationError {
    EvaluationError("no such overload: \(function)", code: .noSuchOverload)
  }

  static func noSuchOverload(_ function: String, _ arguments: [Value]) -> EvaluationError {
    let types = arguments.map(\.type.runtimeName).joined(separator: ", ")
    return noSuchOverload("\(function)(\(types))")
  }

  static let costLimitExceeded = EvaluationError(
    "operation cancelled: actual cost limit exceeded", code: .costLimitExceeded)
  static let integerOverflow = EvaluationError("integer overflow")
  static let unsignedOverflow = EvaluationError("unsigned integer overflow")
  static let durationOverflow = EvaluationError("duration overflow")
  static let timestampOverflow = EvaluationError("timestamp overflow")

  static func noSuchKey(_ key: Value) -> EvaluationError { EvaluationError("no such key: \(key.plainText)") }
}
