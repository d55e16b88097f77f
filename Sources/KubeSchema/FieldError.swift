public import KubeCore

/// One reason why an object is not valid, as the API server words it.
public struct FieldError: Error, Sendable, Hashable {
  /// What is wrong, as it stands in a `Status` cause: `FieldValueRequired`, `FieldValueInvalid`, ...
  public var reason: String
  /// The path of the field.
  public var field: String
  /// The text after the path.
  public var message: String

  public init(reason: String, field: String, message: String) {
    self.reason = reason
    self.field = field
    self.message = message
  }

  /// Path and text, as they stand in the message of a `Status`.
  public var text: String { "\(field): \(message)" }

  public static func required(_ field: String, _ detail: String = "") -> FieldError {
    FieldError(
      reason: "FieldValueRequired", field: field,
      message: detail.isEmpty ? "Required value" : "Required value: \(detail)")
  }

  public static func invalid(_ field: String, _ value: JSONValue, _ detail: String) -> FieldError {
    FieldError(
      reason: "FieldValueInvalid", field: field,
      message: "Invalid value: \(text(of: value))" + suffix(detail))
  }

  private static func suffix(_ detail: String) -> String { detail.isEmpty ? "" : ": \(detail)" }

  /// Like `invalid`, for a value that the server does not show.
  public static func invalid(_ field: String, _ detail: String) -> FieldError {
    FieldError(reason: "FieldValueInvalid", field: field, message: "Invalid value: \(detail)")
  }

  /// Like `invalid`, for a value that the server shows as a structure, its members in the order in which they stand.
  public static func invalid(_ field: String, ordered value: JSONValue, _ detail: String) -> FieldError {
    FieldError(
      reason: "FieldValueInvalid", field: field, message: "Invalid value: \(ordered(value))" + suffix(detail))
  }

  /// Like `notSupported`, for a value that the server shows as a structure.
  public static func notSupported(
    _ field: String, ordered value: JSONValue, supported: [JSONValue]
  ) -> FieldError {
    let list = supported.map(text).joined(separator: ", ")
    return FieldError(
      reason: "FieldValueNotSupported", field: field,
      message: "Unsupported value: \(ordered(value)): supported values: \(list)")
  }

  /// A value that stands twice, which the server shows as a structure.
  public static func duplicate(_ field: String, ordered value: JSONValue, _ detail: String = "") -> FieldError {
    FieldError(
      reason: "FieldValueDuplicate", field: field,
      message: "Duplicate value: \(ordered(value))" + (detail.isEmpty ? "" : ": \(detail)"))
  }

  public static func typeInvalid(_ field: String, _ value: JSONValue, _ detail: String) -> FieldError {
    FieldError(
      reason: "FieldValueTypeInvalid", field: field, message: "Invalid value: \(text(of: value)): \(detail)")
  }

  public static func notSupported(_ field: String, _ value: JSONValue, supported: [JSONValue]) -> FieldError {
    let list = supported.map(text).joined(separator: ", ")
    return FieldError(
      reason: "FieldValueNotSupported", field: field,
      message: "Unsupported value: \(text(of: value)): supported values: \(list)")
  }

  public static func duplicate(_ field: String, _ value: JSONValue) -> FieldError {
    FieldError(reason: "FieldValueDuplicate", field: field, message: "Duplicate value: \(text(of: value))")
  }

  public static func forbidden(_ field: String, _ detail: String) -> FieldError {
    FieldError(reason: "FieldValueForbidden", field: field, message: "Forbidden: \(detail)")
  }

  public static func tooMany(_ field: String, _ count: Int, limit: Int) -> FieldError {
    FieldError(
      reason: "FieldValueTooMany", field: field,
      message: "Too many: \(count): must have at most \(limit) items")
  }

  public static func tooLong(_ field: String, limit: Int) -> FieldError {
    FieldError(
      reason: "FieldValueTooLong", field: field, message: "Too long: may not be more than \(limit) bytes")
  }

  private static func ordered(_ value: JSONValue) -> String {
    withoutMarkup(String(decoding: JSONWriter.write(value), as: UTF8.self))
  }

  private static func text(of value: JSONValue) -> String {
    let text = String(decoding: JSONWriter.write(value, style: .canonical), as: UTF8.self)
    return value.string == nil ? withoutMarkup(text) : text
  }

  /// Go writes structures as JSON that could stand in HTML.
  private static func withoutMarkup(_ text: String) -> String {
    guard text.utf8.contains(where: { "<>&".utf8.contains($0) }) else { return text }
    return text.replacing("&", with: "\\u0026").replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
  }
}
