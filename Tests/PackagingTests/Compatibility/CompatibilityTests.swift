import FoundationEssentials
import KubeCore
import SlipwayAPI
import Testing

/// The schemas as they were: objects that were taken once must be taken for as long as the version of the kind is.
///
/// The folder Schemas holds them without descriptions. `UPDATE_GOLDEN=1` records what has been added; a file is deleted by
/// hand for a change that is meant to break, which belongs into docs/upgrading.md.
@Suite struct CompatibilityTests {
  private static let folder = "Tests/PackagingTests/Compatibility/Schemas"
  private static let records = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  private static func schemas(_ definition: JSONValue) -> JSONValue {
    .object(
      JSONObject(
        (definition[["spec", "versions"]]?.elements ?? []).map { version in
          (version["name"]?.string ?? "", undescribed(version["schema"]?["openAPIV3Schema"] ?? [:]))
        }))
  }

  private static func undescribed(_ schema: JSONValue) -> JSONValue {
    var schema = schema
    schema["description"] = nil
    for part in ["items", "additionalProperties"] where schema[part]?.object != nil {
      schema[part] = undescribed(schema[part] ?? [:])
    }
    for (name, member) in schema["properties"]?.object ?? [:] { schema[["properties", name]] = undescribed(member) }
    return schema
  }

  @Test("what was taken is still taken", arguments: CustomResourceDefinition.all.indices)
  func isCompatible(index: Int) throws {
    let definition = CustomResourceDefinition.all[index]
    let current = Self.schemas(definition)
    let file = "\(Self.folder)/\(definition[["spec", "names", "plural"]]?.string ?? "").yaml"
    let url = Repository.root.appending(path: file)
    if Self.records, !FileManager.default.fileExists(atPath: url.path) { try record(current, url) }
    let recorded = try Repository.document(file)
    for (version, schema) in try #require(recorded.object) {
      // A version that is gone is a matter of the definition's `served` and of a migration.
      guard let now = current[version] else { continue }
      let breaks = SchemaComparison(from: schema, to: now).breaks
      #expect(breaks.isEmpty, "\(version): \(breaks.joined(separator: "\n"))")
      if Self.records, breaks.isEmpty { try record(current, url) }
    }
    #expect(try Repository.document(file) == current, "UPDATE_GOLDEN=1 records what has been added")
  }

  private func record(_ schemas: JSONValue, _ url: URL) throws {
    try Data(YAMLWriter.write(schemas, isCompact: true).utf8).write(to: url)
  }

  @Test(
    "every kind of break is found",
    arguments: [
      (["type": "string"], ["type": "integer"], ": type is \"integer\", and was \"string\""),
      (["type": "string"], ["type": "string", "pattern": "^a"], ": pattern is \"^a\", and was absent"),
      (["default": 1], [:], ": default is gone, and was 1"),
      (["maxLength": 5], ["maxLength": 4], ": maxLength has become less"),
      ([:], ["minimum": 1], ": minimum has become more"),
      (["enum": ["a", "b"]], ["enum": ["b", "c"]], ": fewer choices"),
      ([:], ["enum": ["a"]], ": fewer choices"),
      ([:], ["x-kubernetes-validations": [["rule": "self > 1"]]], ": a new rule: self > 1"),
      (["x-kubernetes-preserve-unknown-fields": true], [:], ": unknown fields are no longer kept"),
      (["properties": ["a": [:]]], ["properties": ["b": [:]]], ".a: is gone"),
      ([:], ["required": ["a"], "properties": ["a": [:]]], ".a: has become required"),
      (["items": ["maxItems": 2]], ["items": ["maxItems": 1]], "[]: maxItems has become less"),
    ] as [(JSONValue, JSONValue, String)])
  func finds(_ old: JSONValue, _ new: JSONValue, _ expected: String) {
    #expect(SchemaComparison(from: old, to: new).breaks == [expected])
  }

  @Test func additionsAreNoBreaks() {
    let old: JSONValue = ["type": "object", "required": ["a"], "properties": ["a": ["enum": ["x"], "maxLength": 3]]]
    let new: JSONValue = ["type": "object", "properties": ["a": ["enum": ["x", "y"], "maxLength": 4], "b": ["minimum": 1]]]
    #expect(SchemaComparison(from: old, to: new).breaks.isEmpty)
  }
}
