import KubeCore

/// What came of looking at one thing that rollouts rest on.
public struct DoctorFinding: Sendable, Hashable {
  public enum Result: String, Sendable, Hashable {
    case ok
    /// Something may be wrong, or could not be looked at.
    case warning
    /// Rollouts cannot work so.
    case failure
  }

  public var subject: String
  public var result: Result
  /// What was seen, and what to do about it.
  public var detail: String

  public init(_ subject: String, _ result: Result, _ detail: String) {
    (self.subject, self.result, self.detail) = (subject, result, detail)
  }

  var json: JSONValue {
    ["result": .string(result.rawValue), "subject": .string(subject), "detail": .string(detail)]
  }
}
