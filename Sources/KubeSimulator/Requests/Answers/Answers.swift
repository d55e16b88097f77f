import KubeClient
import KubeCore

extension SimulatedCluster {
  /// One object, as the request wants to see it.
  func answer(
    _ object: JSONValue, _ request: ResourceRequest, status: Int = 200
  ) -> SimulatorAnswer {
    switch request.representation {
    case .objects: return .json(Self.view(object, request.definition), status: status)
    case .metadataOnly(_, ofList: true):
      return .failure(
        .notAcceptable("you requested PartialObjectMetadataList, but the requested object is not a list "
          + "(\(Self.goName(of: request.definition)))"))
    case .metadataOnly(let version, _):
      let view = Self.internalView(object, request.definition)
      return .json(Self.metadataOnly(view, apiVersion: version), status: status)
    case .table:
      let table = TableWriter(request).table([object], revision: nil, now: request.now)
      return .json(table, status: status)
    }
  }

  func listAnswer(
    _ objects: [JSONValue], _ request: ResourceRequest, revision: Int64, continueToken: String? = nil,
    remaining: Int? = nil
  ) -> SimulatorAnswer {
    var metadata: JSONObject = ["resourceVersion": .string(String(revision))]
    metadata["continue"] = .text(continueToken)
    if request.definition.isCustom, continueToken == nil, request.representation == .objects {
      metadata["continue"] = ""
    }
    metadata["remainingItemCount"] = remaining.map { .integer(Int64($0)) }
    switch request.representation {
    case .table:
      var table = TableWriter(request).table(objects, revision: revision, now: request.now)
      table["metadata"] = .object(metadata)
      return .json(table)
    case .metadataOnly(_, ofList: false):
      return .failure(
        .notAcceptable("you requested PartialObjectMetadata, but the requested object is a list "
          + "(\(Self.goName(of: request.definition))List)"))
    case .metadataOnly(let version, _):
      let items = objects.map { Self.metadataOnly(Self.internalView($0, request.definition), apiVersion: version) }
      return .json([
        "kind": "PartialObjectMetadataList", "apiVersion": .string("meta.k8s.io/\(version)"),
        "metadata": .object(metadata), "items": items.isEmpty ? .null : .array(items),
      ])
    case .objects:
      return .json([
        "kind": .string(request.definition.listKind), "apiVersion": .string(request.type.apiVersion),
        "metadata": .object(metadata),
        "items": .array(objects.map { Self.item(Self.view($0, request.definition), request.definition) }),
      ])
    }
  }

  /// What the server's own type of a kind is called.
  private static func goName(of definition: ResourceDefinition) -> String {
    guard !definition.isCustom else { return "*unstructured.Unstructured" }
    let isCore = definition.type.group.isEmpty || definition.storage == BuiltIn.events.storage
    let package = isCore ? "core" : String(definition.type.group.prefix { $0 != "." })
    return "*\(package).\(definition.type.kind)"
  }

  /// The object with kind and version as the resource has them.
  static func view(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    let form = VersionedForm.view(object, definition)
    var result: JSONObject = [
      "kind": .string(definition.type.kind), "apiVersion": .string(definition.type.apiVersion),
    ]
    for (key, value) in form.object ?? [:] where key != "kind" && key != "apiVersion" { result[key] = value }
    return .object(result)
  }

  /// The object as the server itself handles it, before it is turned into the version that is asked for.
  ///
  /// Tables and metadata alone are made of this form.
  static func internalView(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    if definition.isCustom { return view(object, definition) }
    guard definition.storage == BuiltIn.daemonSets.storage else { return object }
    var object = object
    var annotations = object.annotations
    annotations[ObjectDefaults.templateGeneration] = nil
    object.setMetadata("annotations", annotations.isEmpty ? nil : .init(annotations))
    return object
  }

  /// - Parameter apiVersion: the version of `meta.k8s.io`.
  static func metadataOnly(_ object: JSONValue, apiVersion: String = Representation.version) -> JSONValue {
    [
      "kind": "PartialObjectMetadata", "apiVersion": .string("meta.k8s.io/\(apiVersion)"),
      "metadata": object.metadata,
    ]
  }

  /// Items of built-in lists do not say what they are.
  private static func item(_ object: JSONValue, _ definition: ResourceDefinition) -> JSONValue {
    guard !definition.isCustom else { return object }
    var object = object
    object["kind"] = nil
    object["apiVersion"] = nil
    return object
  }
}
