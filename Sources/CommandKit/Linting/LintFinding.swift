import KubeCore

/// One thing that is wrong with a document, or worth knowing about it.
public struct LintFinding: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Sendable, Hashable { case error, warning }

  /// Where the document comes from.
  public var file: String
  /// Counted from 1.
  public var document: Int
  /// `Kind/name`, as far as they are known.
  public var object: String
  public var severity: Severity
  /// Field, value and what is allowed.
  public var message: String

  var json: JSONValue {
    [
      "file": .string(file), "document": .integer(Int64(document)), "object": .string(object),
      "severity": .string(severity.rawValue), "message": .string(message),
    ]
  }

  /// One line, in the form that editors understand.
  public var description: String { "\(file): document \(document): \(object): \(severity.rawValue): \(message)" }
}
