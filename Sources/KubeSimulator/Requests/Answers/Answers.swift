import KubeClient
import KubeCore

extension SimulatedCluster {
  /// One object, as the request wants to see it.
  func answer(
    _ object: JSONValue, _ request: ResourceRequest, status: Int = 200
  ) -> SimulatorAnswer {
    let view = Self.view(object, request.definition)
    switch request.representation {
    case .objects: return .json(view, status: status)
    case .metadataOnly: return .json(Self.metadataOnly(view), status: status)
    case .table:
      let table = TableWriter(request).table([view], revision: nil, now: request.now)
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
    let views = objects.map { Self.view($0, request.definition) }
    switch request.representation {
    case .table:
      var table = TableWriter(request).table(views, revision: revision, now: request.now)
      table["metadata"] = .object(metadata)
      return .json(table)
    case .metadataOnly:
      return .json([
        "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1", "metadata": .object(metadata),
        "items": views.isEmpty ? .null : .array(views.map(Self.metadataOnly)),
      ])
    case .objects:
      return .json([
        "kind": .string(request.definition.listKind), "apiVersion": .string(request.type.apiVersion),
        "metadata": .object(metadata), "items": .array(views.map { Self.item($0, request.definition) }),
      ])
    }
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

  static func metadataOnly(_ object: JSONValue) -> JSONValue {
    ["kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1", "metadata": object.metadata]
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
