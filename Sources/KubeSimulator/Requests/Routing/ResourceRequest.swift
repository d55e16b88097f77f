import KubeClient
import KubeCore

/// A request to a resource, taken apart.
struct ResourceRequest: Sendable {
  var definition: ResourceDefinition
  var namespace: String?
  var name: String?
  var subresource: String?
  var method: KubeRequest.Method
  var options: [String: String]
  var contentType: String?
  var userAgent: String?
  var representation: Representation
  var body: [UInt8]
  /// The body as it came, where it came in another form than JSON.
  var sentBody: [UInt8]?
  var now: Timestamp
  /// Whether the path is one that watches by itself.
  var watchesByPath = false
  /// Who asks.
  var user: UserInfo = .admin

  var type: ResourceType { definition.type }

  var isDryRun: Bool { options["dryRun"] == "All" }

  /// The manager that owns what this request changes: as named, or the first part of the user agent.
  var fieldManager: String {
    if let manager = options["fieldManager"], !manager.isEmpty { return manager }
    let agent = userAgent?.split(separator: "/").first.map(String.init) ?? ""
    return agent.isEmpty ? "unknown" : agent
  }

  /// Whether replacing an object that is not there creates it.
  var createsOnUpdate: Bool { subresource == nil && definition.createsOnUpdate }

  func storedKey(_ name: String) -> StoredKey {
    StoredKey(storage: definition.storage, key: ObjectKey(namespace: namespace, name: name))
  }

  /// The body as JSON.
  ///
  /// - Throws: `APIFailure` 415 for a media type that is not JSON, 400 for text that is not JSON.
  func jsonBody() throws(APIFailure) -> JSONValue {
    let type = contentType?.split(separator: ";").first.map(String.init) ?? "application/json"
    guard type == "application/json" || type == RequestBody.yaml else {
      let forms = ["application/json", RequestBody.yaml]
      throw .unsupportedMediaType(definition.isCustom ? forms : forms + [RequestBody.protobuf])
    }
    guard type == "application/json" else {
      throw unreadable("yaml: the text is not YAML, or YAML cannot be read here")
    }
    do {
      return try JSONParser.parse(body)
    } catch {
      throw unrecognized(GoJSONError.text(body) ?? "unexpected end of JSON input")
    }
  }

  /// A body of which not even the kind can be told.
  func unrecognized(_ problem: String) -> APIFailure {
    unreadable("couldn't get version/kind; json parse error: \(problem)")
  }

  /// A body that is not in the form that it claims to be in.
  func unreadable(_ problem: String) -> APIFailure {
    .badRequest(
      "the object provided is unrecognized (must be of type \(definition.type.kind)): \(problem) (\(summary))")
  }

  /// The start of the body, as text if it could be JSON, else in hexadecimal digits.
  private var summary: String {
    let body = sentBody ?? self.body
    guard let first = body.first else { return "<empty>" }
    let start = body.prefix(30)
    let text =
      first == UInt8(ascii: "{") && sentBody == nil
      ? String(decoding: start, as: UTF8.self)
      : start.hexadecimal
    return body.count > 30 ? text + " ..." : text
  }
}
