import KubeCore
import KubeSchema

/// An answer that is a `Status` with a reason why the request failed.
struct APIFailure: Error, Sendable {
  var code: Int
  var reason: String?
  var message: String
  /// `nil` leaves the member out.
  var details: JSONValue?
  var retryAfterSeconds: Int?
  /// A continue token that starts the rest of an expired list.
  var continueToken: String?

  var status: JSONValue {
    var metadata = JSONObject()
    metadata["continue"] = .text(continueToken)
    var object: JSONObject = [
      "kind": "Status", "apiVersion": "v1", "metadata": .object(metadata), "status": "Failure",
      "message": .string(message),
    ]
    object["reason"] = .text(reason)
    object["details"] = details
    object["code"] = .integer(Int64(code))
    return .object(object)
  }
}

extension APIFailure {
  static func badRequest(_ message: String) -> APIFailure {
    APIFailure(code: 400, reason: "BadRequest", message: message)
  }

  static func internalError(_ problem: String) -> APIFailure {
    APIFailure(
      code: 500, reason: "InternalError", message: "Internal error occurred: \(problem)",
      details: ["causes": [["message": .string(problem)]]])
  }

  /// - Parameter name: as the path has it.
  static func nameMissing(_ name: String) -> APIFailure {
    .badRequest("the name of the object (\(name) based on URL) was undeterminable: name must be provided")
  }

  /// The resource itself does not exist, in a group that does.
  static let unknownResource = APIFailure(
    code: 404, reason: "NotFound", message: "the server could not find the requested resource", details: [:])

  static let methodNotAllowed = APIFailure(
    code: 405, reason: "MethodNotAllowed",
    message: "the server does not allow this method on the requested resource", details: [:])

  static func notFound(_ type: ResourceType, _ name: String) -> APIFailure {
    APIFailure(
      code: 404, reason: "NotFound", message: "\(type.qualifiedName) \"\(name)\" not found",
      details: details(type, name, kind: type.plural))
  }

  static func alreadyExists(_ type: ResourceType, _ name: String) -> APIFailure {
    APIFailure(
      code: 409, reason: "AlreadyExists", message: "\(type.qualifiedName) \"\(name)\" already exists",
      details: details(type, name, kind: type.plural))
  }

  /// Whether somebody else has written the object in between.
  var isConflict: Bool { reason == "Conflict" }

  static func modified(_ type: ResourceType, _ name: String) -> APIFailure {
    conflict(
      type, name,
      "the object has been modified; please apply your changes to the latest version and try again")
  }

  /// Some resources are only replaced by who says which version he has seen; the message takes the resource for a kind.
  static func unversioned(_ type: ResourceType, _ name: String) -> APIFailure {
    invalid(
      group: type.group, kind: type.plural, name,
      [.invalid("metadata.resourceVersion", 0, "must be specified for an update")])
  }

  static func conflict(_ type: ResourceType, _ name: String, _ detail: String) -> APIFailure {
    APIFailure(
      code: 409, reason: "Conflict",
      message: "Operation cannot be fulfilled on \(type.qualifiedName) \"\(name)\": \(detail)",
      details: details(type, name, kind: type.plural))
  }

  /// A precondition of a deletion that does not hold; such messages name the kind.
  static func preconditionFailed(_ definition: ResourceDefinition, _ name: String, _ detail: String) -> APIFailure {
    APIFailure(
      code: 409, reason: "Conflict",
      message: "Operation cannot be fulfilled on \(definition.qualifiedKind) \"\(name)\": \(detail)",
      details: details(definition.type, name, kind: definition.type.kind))
  }

  static func invalid(_ definition: ResourceDefinition, _ name: String, _ errors: [FieldError]) -> APIFailure {
    invalid(group: definition.type.group, kind: definition.type.kind, name, errors)
  }

  static func invalid(group: String, kind: String, _ name: String, _ errors: [FieldError]) -> APIFailure {
    var texts: [String] = []
    for text in errors.map(\.text) where !texts.contains(text) { texts.append(text) }
    let list = texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    let qualified = group.isEmpty ? kind : "\(kind).\(group)"
    var object = JSONObject()
    if !name.isEmpty { object["name"] = .string(name) }
    if !group.isEmpty { object["group"] = .string(group) }
    if !kind.isEmpty { object["kind"] = .string(kind) }
    object["causes"] = .array(errors.map { cause($0.reason, $0.message, $0.field) })
    return APIFailure(
      code: 422, reason: "Invalid", message: "\(qualified) \"\(name)\" is invalid: \(list)", details: .object(object))
  }

  static func unsupportedMediaType(_ accepted: [String]) -> APIFailure {
    APIFailure(
      code: 415, reason: "UnsupportedMediaType",
      message: "the body of the request was in an unknown format - accepted media types include: "
        + accepted.joined(separator: ", "))
  }

  /// - Parameter isList: lists can also be watched.
  static func notAcceptable(isList: Bool) -> APIFailure {
    let streams = isList ? ", application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch" : ""
    return APIFailure(
      code: 406, reason: "NotAcceptable",
      message: "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
        + "application/vnd.kubernetes.protobuf\(streams)", details: [:])
  }

  /// - Parameter problem: why an object has no such form.
  static func notAcceptable(_ problem: String) -> APIFailure {
    APIFailure(code: 406, reason: "NotAcceptable", message: problem)
  }

  static func expired(_ message: String, continueToken: String? = nil) -> APIFailure {
    APIFailure(code: 410, reason: "Expired", message: message, continueToken: continueToken)
  }

  static func tooLargeVersion(_ wanted: Int64, current: Int64) -> APIFailure {
    APIFailure(
      code: 504, reason: "Timeout",
      message: "Timeout: Too large resource version: \(wanted), current: \(current)",
      details: [
        "causes": [["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]],
        "retryAfterSeconds": 1,
      ], retryAfterSeconds: 1)
  }

  static func managerConflicts(_ conflicts: [FieldManager.Conflict]) -> APIFailure {
    let named = conflicts.map { (name: describe($0.entry), paths: $0.paths) }
    let count = conflicts.reduce(0) { $0 + $1.paths.count }
    let message: String
    if let only = named.first, count == 1 {
      message = "Apply failed with 1 conflict: conflict with \(only.name): \(only.paths[0])"
    } else {
      let lines = named.sorted { $0.name < $1.name }.map { conflict in
        "conflicts with \(conflict.name):\n" + conflict.paths.map { "- \($0)" }.joined(separator: "\n")
      }
      message = "Apply failed with \(count) conflicts: " + lines.joined(separator: "\n")
    }
    let causes = named.flatMap { conflict in
      conflict.paths.map { cause("FieldManagerConflict", "conflict with \(conflict.name)", $0) }
    }
    return APIFailure(code: 409, reason: "Conflict", message: message, details: ["causes": .array(causes)])
  }

  private static func describe(_ entry: ManagedFields.Entry) -> String {
    var text = "\"\(entry.manager)\""
    if let subresource = entry.subresource { text += " with subresource \"\(subresource)\"" }
    if entry.operation == .update { text += " using \(entry.apiVersion)" }
    return text
  }

  private static func cause(_ reason: String, _ message: String, _ field: String) -> JSONValue {
    ["reason": .string(reason), "message": .string(message), "field": .string(field)]
  }

  private static func details(_ type: ResourceType, _ name: String, kind: String) -> JSONValue {
    var object: JSONObject = ["name": .string(name)]
    if !type.group.isEmpty { object["group"] = .string(type.group) }
    object["kind"] = .string(kind)
    return .object(object)
  }
}
