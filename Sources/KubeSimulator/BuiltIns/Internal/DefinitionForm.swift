import KubeCore

/// The versions of a definition as the server's messages show them.
///
/// Source: `k8s.io/apiextensions-apiserver/pkg/apis/apiextensions`.
enum DefinitionForm {
  static func versions(_ versions: [JSONValue]) -> JSONValue {
    var versions = versions
    // What all versions have in common stands beside them.
    for name in ["schema", "subresources", "additionalPrinterColumns", "selectableFields"]
    where Set(versions.map { $0[name] ?? .null }).count == 1 {
      for position in versions.indices { versions[position][name] = nil }
    }
    return .array(versions.map { InternalForm.value(prepared($0), as: "CustomResourceDefinitionVersion") })
  }

  private static func prepared(_ version: JSONValue) -> JSONValue {
    var version = version
    if let schema = version["schema"]?["openAPIV3Schema"] { version["schema"] = ["openAPIV3Schema": renamed(schema)] }
    return version
  }

  /// A schema with the names that its members have in Go.
  private static func renamed(_ schema: JSONValue) -> JSONValue {
    guard let object = schema.object else { return schema }
    var result = JSONObject()
    for (key, value) in object {
      switch key {
      case "$schema": result["schema"] = value
      case "$ref": result["ref"] = value
      case "items": result["items"] = ["schema": renamed(value)]
      case "additionalProperties", "additionalItems":
        result[key] = value.bool.map { ["allows": .bool($0)] } ?? ["allows": true, "schema": renamed(value)]
      case "not": result["not"] = renamed(value)
      case "allOf", "anyOf", "oneOf": result[key] = .array(value.elements.map(renamed))
      case "properties", "patternProperties", "definitions":
        result[key] = .object(JSONObject((value.object ?? [:]).map { ($0.key, renamed($0.value)) }))
      default: result[extensions[key] ?? key] = value
      }
    }
    return .object(result)
  }

  private static let extensions = [
    "x-kubernetes-preserve-unknown-fields": "xPreserveUnknownFields",
    "x-kubernetes-embedded-resource": "xEmbeddedResource", "x-kubernetes-int-or-string": "xIntOrString",
    "x-kubernetes-list-map-keys": "xListMapKeys", "x-kubernetes-list-type": "xListType",
    "x-kubernetes-map-type": "xMapType", "x-kubernetes-validations": "xValidations",
  ]
}
