import KubeCore
import KubeSchema

/// What makes the schemas of a `CustomResourceDefinition` invalid.
enum DefinitionSchemas {
  static func check(_ object: JSONValue, _ old: JSONValue?) -> [FieldError] {
    let versions = object["spec"]?["versions"]?.elements ?? []
    // What was accepted once stays accepted.
    if let old, old["spec"]?["versions"] == object["spec"]?["versions"] { return [] }
    let schemas = versions.map { $0["schema"]?["openAPIV3Schema"] }
    guard versions.contains(where: { $0["schema"] != nil }) else { return [] }
    // The server keeps one schema for all versions where they agree, and names its place accordingly.
    guard schemas.count > 1, !schemas.dropFirst().allSatisfy({ $0 == schemas[0] }) else {
      return versions.first.map { check($0, at: "spec.validation") } ?? []
    }
    // A version without any schema is reported with the versions.
    return versions.enumerated().filter { $0.element["schema"] != nil }.flatMap { check($0.element, at: "spec.versions[\($0.offset)].schema") }
  }

  private static func check(_ version: JSONValue, at path: String) -> [FieldError] {
    guard let schema = version["schema"]?["openAPIV3Schema"] else {
      return [.required("\(path).openAPIV3Schema", "schemas are required")]
    }
    let hasStatus = version["subresources"]?["status"] != nil
    return DefinitionSchemaCheck.errors(in: schema, at: "\(path).openAPIV3Schema", hasStatus: hasStatus)
  }
}
