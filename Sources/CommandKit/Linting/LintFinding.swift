import KubeCore

/// One thing that is wrong with a document, or worth knowing about it.
public struct LintFinding: Sendable, Hashable, CustomStringConvertible {
  public enum Severity: String, Sendable, Hashable { case error, warning }

  /// Where the document comes from.
  public var file: String
  /// Counted from 1; `nil` when the file cannot be read at all.
  public var document: Int?
  /// `Kind/name`, as far as they are known.
  public var object: String?
  public var severity: Severity
  /// Field, value and what is allowed.
  public var message: String

  var json: JSONValue {
    var json: JSONObject = ["file": .string(file)]
    json["document"] = document.map { .integer(Int64($0)) }
    json["object"] = object.map { .string($0) }
    json["severity"] = .string(severity.rawValue)
    json["message"] = .string(message)
    return .object(json)
  }

  /// One line, in the form that editors understand.
  public var description: String {
    [file, document.map { "document \($0)" }, object, severity.rawValue, message].compactMap { $0 }
      .joined(separator: ": ")
  }
}
