import KubeClient
import KubeCore
import KubeSchema

/// An object as a client sent it, checked as far as decoding goes.
struct DecodedObject: Sendable {
  var object: JSONValue
  var warnings: [String] = []
  /// Why the server does not take it although it could be read.
  var refusal: APIFailure?
}

extension ResourceRequest {
  /// How a client wants to hear of members that nobody knows, or that stand twice.
  private var fieldValidation: String { options["fieldValidation"].flatMap { $0.isEmpty ? nil : $0 } ?? "Warn" }

  /// Checks that a body is an object of the right kind, and takes away what its schema does not know.
  ///
  /// - Throws: `APIFailure` 400, as the server's decoder words it.
  func decode(_ body: JSONValue) throws(APIFailure) -> DecodedObject {
    try checkKind(body)
    if definition.isCustom, let misfit = misfit(body) { return misfit }
    var object = body.isNull ? [:] : body
    var problems = duplicates(body)
    do throws(GoDecoder.Problem) {
      problems += try read(&object)
    } catch {
      throw .badRequest("\(kindInVersion) cannot be handled as a \(type.kind): \(error.text)")
    }
    if !problems.isEmpty, fieldValidation == "Strict" {
      throw .badRequest(
        "\(kindInVersion) cannot be handled as a \(type.kind): strict decoding error: "
          + problems.joined(separator: ", "))
    }
    return DecodedObject(object: try placed(object), warnings: fieldValidation == "Warn" ? problems : [])
  }

  /// A custom object that says that it is of another kind or version than the path has it.
  private func misfit(_ body: JSONValue) -> DecodedObject? {
    let kind = FieldRules.text(body, "kind")
    let version = FieldRules.text(body, "apiVersion")
    if version != type.apiVersion {
      // Nothing is known of a version that is not there, and so nothing of it is kept.
      let known = ["apiVersion", "kind", "metadata"]
      var pruned = body
      let unknown = definition.versions?.schemas[version].map { $0.prune(&pruned) }
        ?? (body.object ?? [:]).map(\.key).filter { !known.contains($0) }.sorted()
      let warnings = fieldValidation == "Warn" && kind == type.kind ? unknown.map { "unknown field \"\($0)\"" } : []
      return DecodedObject(
        object: body, warnings: warnings,
        refusal: .badRequest(
          "the API version in the data (\(version)) does not match the expected API version (\(type.apiVersion))"))
    }
    guard kind != type.kind else { return nil }
    return DecodedObject(object: body, refusal: CustomValidation.refusal(ofKind: kind, body, definition))
  }

  /// Like `decode`, for the outcome of a patch: what is wrong is the patch's fault.
  ///
  /// - Parameter view: what was patched, in the form in which this request sees it.
  func decodePatched(
    _ patched: JSONValue, from view: JSONValue, patch: JSONValue, _ kind: PatchKind
  ) throws(APIFailure) -> DecodedObject {
    var object = patched
    var problems = duplicates(patch)
    do throws(GoDecoder.Problem) {
      guard isOfKind(patched) else { throw GoDecoder.Problem(text: unexpectedKind(patched)) }
      let unknown = try read(&object, known: view)
      // Between the patch and the types stands JSON whose members are in order.
      problems += kind == .strategic ? unknown : unknown.sorted { first, second in
        first.split(separator: ".").lexicographicallyPrecedes(second.split(separator: "."))
      }
    } catch {
      let text = kind == .strategic ? GoMisfit.text(patched, in: definition.goType) ?? error.text : error.text
      throw invalidPatch(patched, patch, kind, text)
    }
    if !problems.isEmpty, fieldValidation == "Strict" {
      throw invalidPatch(patched, patch, kind, "strict decoding error: \(problems.joined(separator: ", "))")
    }
    return DecodedObject(object: object, warnings: fieldValidation == "Warn" ? problems : [])
  }

  /// Whether an object is of the kind that the path says, or does not say what it is.
  private func isOfKind(_ object: JSONValue) -> Bool {
    func says(_ name: String, _ expected: String) -> Bool {
      object[name].map { $0.isNull || $0 == "" || $0 == .string(expected) } ?? true
    }
    return says("kind", type.kind) && says("apiVersion", type.apiVersion)
  }

  /// Puts an object into the form in which the server holds it.
  ///
  /// - Returns: what is wrong with it without being an error.
  private func read(_ object: inout JSONValue, known: JSONValue? = nil) throws(GoDecoder.Problem) -> [String] {
    guard definition.isCustom || definition.goType.isEmpty else {
      var decoder = GoDecoder(known: known)
      object = try decoder.decode(object, as: definition.goType)
      let more = definition.storage == BuiltIn.definitions.storage ? DefinitionMembers.prune(&object) : []
      return (decoder.unknown + more).map { "unknown field \"\($0)\"" }
    }
    if definition.isCustom, let metadata = object["metadata"], !metadata.isNull {
      var decoder = GoDecoder(path: "metadata")
      let decoded = try decoder.decode(metadata, as: "ObjectMeta")
      let unknown = decoder.unknown.map { "unknown field \"\($0)\"" }
      object["metadata"] = decoded
      return definition.schema.prune(&object).map { "unknown field \"\($0)\"" } + unknown
        + EmbeddedMetadata.complete(&object, definition.schema)
    }
    return definition.schema.prune(&object).map { "unknown field \"\($0)\"" }
  }

  private func duplicates(_ parsed: JSONValue) -> [String] {
    DuplicateMembers.paths(in: body, parsed: parsed).map { "duplicate field \"\($0)\"" }
  }

  private var kindInVersion: String { "\(type.kind) in version \"\(type.version)\"" }

  private func invalidPatch(
    _ patched: JSONValue, _ patch: JSONValue, _ kind: PatchKind, _ problem: String
  ) -> APIFailure {
    let text =
      kind == .strategic
      ? GoPatchText.text(of: patch) : String(decoding: JSONWriter.write(patched, style: .canonical), as: UTF8.self)
    var failure = APIFailure.invalid(group: "", kind: "", "", [.invalid("patch", .string(text), problem)])
    failure.details = ["causes": failure.details?["causes"] ?? []]
    return failure
  }

  // MARK: - Kind and place

  /// Where the server's own types are registered; it stands in messages.
  private static let scheme = "pkg/api/legacyscheme/scheme.go:30"

  private func unexpectedKind(_ body: JSONValue) -> String {
    let kind = body["kind"]?.string ?? ""
    let version = body["apiVersion"]?.string ?? ""
    if Self.isKnown(kind, version) { return conversion(from: kind, version) }
    return "no kind \"\(kind)\" is registered for version \"\(body["apiVersion"]?.string ?? "")\" in scheme "
      + "\"\(Self.scheme)\""
  }

  private func checkKind(_ body: JSONValue) throws(APIFailure) {
    if body.isNull { return }
    for name in ["apiVersion", "kind"] {
      guard let value = body[name], !value.isNull, value.string == nil else { continue }
      throw unrecognized(
        "json: cannot unmarshal \(GoNames.kind(of: value)) into Go struct field .\(name) of type string")
    }
    guard body.object != nil else {
      throw unrecognized(
        "json: cannot unmarshal \(GoNames.kind(of: body)) into Go value of type struct { APIVersion string "
          + #""json:\"apiVersion,omitempty\""; Kind string "json:\"kind,omitempty\"" }"#)
    }
    if definition.isCustom {
      guard FieldRules.text(body, "kind").isEmpty else { return }
      throw unreadable("Object 'Kind' is missing in '\(String(decoding: self.body, as: UTF8.self))'")
    }
    let kind = body["kind"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? type.kind
    let apiVersion = body["apiVersion"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? type.apiVersion
    guard kind != type.kind || apiVersion != type.apiVersion else { return }
    try rejectKind(kind, apiVersion)
  }

  private func rejectKind(_ kind: String, _ apiVersion: String) throws(APIFailure) {
    let version = apiVersion.split(separator: "/").last.map(String.init) ?? ""
    let head = "\(kind) in version \"\(version)\" cannot be handled as a \(type.kind): "
    let isKnown = Self.isKnown(kind, apiVersion)
    if kind == type.kind && isKnown {
      throw .badRequest(
        "the API version in the data (\(apiVersion)) does not match the expected API version (\(type.apiVersion))")
    }
    guard isKnown else {
      throw .badRequest(
        head + "no kind \"\(kind)\" is registered for version \"\(apiVersion)\" in scheme \"\(Self.scheme)\"")
    }
    throw .badRequest(head + conversion(from: kind, apiVersion))
  }

  /// Whether the server has a type of its own of a kind.
  private static func isKnown(_ kind: String, _ apiVersion: String) -> Bool {
    (apiVersion == "v1" && ["List", "Status", "Binding", "DeleteOptions"].contains(kind))
      || FormerVersions.contains(kind, apiVersion)
      || BuiltInResources.all.contains {
        $0.type.apiVersion == apiVersion && ($0.type.kind == kind || $0.listKind == kind)
      }
  }

  private func conversion(from kind: String, _ apiVersion: String) -> String {
    let version = apiVersion.split(separator: "/").last.map(String.init) ?? ""
    let group = type.group.isEmpty ? "core" : type.group.split(separator: ".").first.map(String.init) ?? ""
    return "converting (\(version).\(kind)) to (\(group).\(type.kind)): unknown conversion"
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
