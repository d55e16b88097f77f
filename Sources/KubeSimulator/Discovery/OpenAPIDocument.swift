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
      "components": ["schemas": .object(JSONObject(schemas.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))],
    ]
  }

  private static func kind(_ type: ResourceType) -> JSONValue {
    ["group": .string(type.group), "version": .string(type.version), "kind": .string(type.kind)]
  }

  // MARK: - Schemas

  private var schemas: [String: JSONValue] {
    guard let first = resources.first?.type else { return [:] }
    var builtIn = OpenAPISchemas(group: first.group, version: first.version)
    var result: [String: JSONValue] = [:]
    for definition in resources {
      let name = definition.isCustom ? Self.name(definition.type) : builtIn.add(definition.goType)
      let schema = definition.isCustom ? definition.schema.source ?? ["type": "object"] : builtIn.schemas[name] ?? [:]
      result[name] = Self.complete(schema, definition.type, metadata: builtIn.add("ObjectMeta"))
    }
    return builtIn.schemas.merging(result) { _, new in new }
  }

  /// The schema of a whole object, with the members that all objects have.
  private static func complete(_ schema: JSONValue, _ type: ResourceType, metadata: String) -> JSONValue {
    var schema = schema
    schema[["properties", "apiVersion"]] = ["type": "string", "description": .string(apiVersionText)]
    schema[["properties", "kind"]] = ["type": "string", "description": .string(kindText)]
    schema[["properties", "metadata"]] = [
      "description": .string("Standard object's metadata. More info: \(conventions)#metadata"), "default": [:],
      "allOf": [["$ref": .string("#/components/schemas/\(metadata)")]],
    ]
    schema["x-kubernetes-group-version-kind"] = [kind(type)]
    return schema
  }

  private static func name(_ type: ResourceType) -> String {
    "\(type.group.split(separator: ".").reversed().joined(separator: ".")).\(type.version).\(type.kind)"
  }

  private static let conventions =
    "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md"

  private static let apiVersionText =
    "APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized "
    + "schemas to the latest internal value, and may reject unrecognized values. More info: \(conventions)#resources"

  private static let kindText =
    "Kind is a string value representing the REST resource this object represents. Servers may infer this from the "
    + "endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: \(conventions)#types-kinds"

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
