import KubeClient
import KubeCore
import KubeSchema

/// An object as a client sent it, checked as far as decoding goes.
struct DecodedObject: Sendable {
  var object: JSONValue
  var warnings: [String] = []
}

extension ResourceRequest {
  /// Checks that a body is an object of the right kind, and takes away what its schema does not know.
  ///
  /// - Throws: `APIFailure` 400, as the server's decoder words it.
  func decode(_ body: JSONValue) throws(APIFailure) -> DecodedObject {
    var object = body
    try checkKind(body)
    if let problem = DecodingProblem.first(in: object, definition.schema, isCustom: definition.isCustom) {
      throw .badRequest("\(kindInVersion) cannot be handled as a \(type.kind): \(problem)")
    }
    let unknown = definition.schema.prune(&object)
    if !unknown.isEmpty, options["fieldValidation"] == "Strict" {
      throw .badRequest(
        "\(kindInVersion) cannot be handled as a \(type.kind): strict decoding error: \(Self.list(unknown))")
    }
    object = try placed(object)
    let warns = options["fieldValidation"] != "Ignore"
    return DecodedObject(object: object, warnings: warns ? unknown.map { "unknown field \"\($0)\"" } : [])
  }

  /// Like `decode`, for the outcome of a patch: what is wrong is the patch's fault.
  func decodePatched(_ patched: JSONValue) throws(APIFailure) -> DecodedObject {
    var object = patched
    if let problem = DecodingProblem.first(in: object, definition.schema, isCustom: definition.isCustom) {
      throw invalidPatch(patched, problem)
    }
    let unknown = definition.schema.prune(&object)
    if !unknown.isEmpty, options["fieldValidation"] == "Strict" {
      throw invalidPatch(patched, "strict decoding error: \(Self.list(unknown))")
    }
    let warns = options["fieldValidation"] != "Ignore"
    return DecodedObject(object: object, warnings: warns ? unknown.map { "unknown field \"\($0)\"" } : [])
  }

  private var kindInVersion: String { "\(type.kind) in version \"\(type.version)\"" }

  private static func list(_ unknown: [String]) -> String {
    unknown.map { "unknown field \"\($0)\"" }.joined(separator: ", ")
  }

  private func invalidPatch(_ object: JSONValue, _ problem: String) -> APIFailure {
    let text = String(decoding: JSONWriter.write(object, style: .canonical), as: UTF8.self)
    var failure = APIFailure.invalid(
      group: "", kind: "", "", [.invalid("patch", .string(text), problem)])
    failure.details = ["causes": failure.details?["causes"] ?? []]
    return failure
  }

  private func checkKind(_ body: JSONValue) throws(APIFailure) {
    guard body.object != nil else {
      throw .badRequest("the object provided is unrecognized (must be of type \(type.kind)): it is not an object")
    }
    let kind = body["kind"]?.string ?? type.kind
    let apiVersion = body["apiVersion"]?.string ?? type.apiVersion
    let version = apiVersion.split(separator: "/").last.map(String.init) ?? ""
    guard kind == type.kind else {
      let internalGroup = type.group.isEmpty ? "core" : type.group
      throw .badRequest(
        "\(kind) in version \"\(version)\" cannot be handled as a \(type.kind): converting (\(version).\(kind)) "
          + "to (\(internalGroup).\(type.kind)): unknown conversion")
    }
    guard apiVersion == type.apiVersion else {
      throw .badRequest(
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(type.apiVersion))")
    }
  }

  /// The object with kind, version and namespace as the path has them.
  private func placed(_ object: JSONValue) throws(APIFailure) -> JSONValue {
    var object = object
    object["kind"] = .string(type.kind)
    object["apiVersion"] = .string(type.apiVersion)
    if object["metadata"]?.object == nil { object["metadata"] = [:] }
    guard let namespace else {
      object[["metadata", "namespace"]] = nil
      return object
    }
    if let given = object.namespace, !given.isEmpty, given != namespace {
      throw .badRequest("the namespace of the provided object does not match the namespace sent on the request")
    }
    object[["metadata", "namespace"]] = .string(namespace)
    return object
  }
}
