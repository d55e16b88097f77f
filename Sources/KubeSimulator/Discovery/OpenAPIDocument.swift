import KubeCore
import KubeSchema

/// The OpenAPI v3 document of one group and version: what kubectl reads to explain kinds and to find out whether the
/// server validates fields.
struct OpenAPIDocument {
  private let resources: [ResourceDefinition]

  init(_ resources: [ResourceDefinition]) { self.resources = resources }

  var value: JSONValue {
    [
      "openapi": "3.0.0", "info": ["title": "Kubernetes", "version": "v1.36.2"],
      "paths": .object(JSONObject(resources.flatMap(paths))),
      "components": ["schemas": .object(JSONObject(resources.map { (Self.name($0.type), Self.schema($0)) }))],
    ]
  }

  private static func name(_ type: ResourceType) -> String {
    let group = type.group.isEmpty ? "core" : type.group.split(separator: ".").reversed().joined(separator: ".")
    return "\(group).\(type.version).\(type.kind)"
  }

  private static func kind(_ type: ResourceType) -> JSONValue {
    ["group": .string(type.group), "version": .string(type.version), "kind": .string(type.kind)]
  }

  // MARK: - Schemas

  private static func schema(_ definition: ResourceDefinition) -> JSONValue {
    var value = definition.schema.source.map { $0 } ?? text(of: definition.schema)
    value[["properties", "apiVersion"]] = ["type": "string"]
    value[["properties", "kind"]] = ["type": "string"]
    value[["properties", "metadata"]] = text(of: BuiltInResources.metadata)
    value["x-kubernetes-group-version-kind"] = [kind(definition.type)]
    return value
  }

  private static func text(of schema: Schema) -> JSONValue {
    if let source = schema.source { return source }
    var object = JSONObject()
    switch schema.kind {
    case .object: object["type"] = "object"
    case .array: object["type"] = "array"
    case .string: object["type"] = "string"
    case .integer: object["type"] = "integer"
    case .number: object["type"] = "number"
    case .boolean: object["type"] = "boolean"
    case .integerOrString:
      object["oneOf"] = [["type": "string"], ["type": "integer"]]
      object["x-kubernetes-int-or-string"] = true
    case .any: object["x-kubernetes-preserve-unknown-fields"] = true
    }
    object["format"] = schema.format.map { .string($0) }
    object["default"] = schema.defaultValue
    if !schema.properties.isEmpty {
      object["properties"] = .object(
        JSONObject(schema.properties.sorted { $0.key < $1.key }.map { ($0.key, text(of: $0.value)) }))
    }
    if let additional = schema.additionalProperties { object["additionalProperties"] = text(of: additional) }
    if let items = schema.items { object["items"] = text(of: items) }
    appendListType(of: schema, to: &object)
    return .object(object)
  }

  private static func appendListType(of schema: Schema, to object: inout JSONObject) {
    guard schema.kind == .array else {
      if schema.isAtomicObject, schema.kind == .object { object["x-kubernetes-map-type"] = "atomic" }
      return
    }
    switch schema.listType {
    case .atomic: object["x-kubernetes-list-type"] = "atomic"
    case .set: object["x-kubernetes-list-type"] = "set"
    case .map(let keys):
      object["x-kubernetes-list-type"] = "map"
      object["x-kubernetes-list-map-keys"] = .array(keys.map { .string($0) })
      object["x-kubernetes-patch-merge-key"] = keys.first.map { .string($0) }
      object["x-kubernetes-patch-strategy"] = "merge"
    }
  }

  // MARK: - Paths

  private func paths(_ definition: ResourceDefinition) -> [(String, JSONValue)] {
    let type = definition.type
    let scope = type.isNamespaced ? "/namespaces/{namespace}" : ""
    let collection = "\(type.groupVersionPath)\(scope)/\(type.plural)"
    var result: [(String, JSONValue)] = [
      (collection, ["get": operation(type, "list", []), "post": operation(type, "post", Self.writing)]),
      (
        collection + "/{name}",
        [
          "get": operation(type, "get", []), "put": operation(type, "put", Self.writing),
          "patch": operation(type, "patch", Self.writing + ["force"]), "delete": operation(type, "delete", ["dryRun"]),
        ]
      ),
    ]
    for subresource in DiscoveryEntry.subresources(definition) where subresource.kind == type.kind {
      result.append(
        (
          "\(collection)/{name}/\(subresource.name)",
          ["patch": operation(type, "patch", Self.writing + ["force"]), "put": operation(type, "put", Self.writing)]
        ))
    }
    return result
  }

  private static let writing = ["dryRun", "fieldManager", "fieldValidation"]

  private func operation(_ type: ResourceType, _ action: String, _ parameters: [String]) -> JSONValue {
    [
      "x-kubernetes-action": .string(action), "x-kubernetes-group-version-kind": Self.kind(type),
      "parameters": .array(
        parameters.map { name in
          [
            "name": .string(name), "in": "query",
            "schema": ["type": name == "force" ? "boolean" : "string", "uniqueItems": true],
          ]
        }),
      "responses": ["200": ["description": "OK"]],
    ]
  }
}
