import FoundationEssentials
import KubeCore
import Testing

/// Holds the chart's values, their schema and their documentation together.
@Suite struct ChartValuesTests {
  private let values: JSONValue
  private let schema: JSONValue

  init() throws {
    values = try Repository.document("helm/slipway/values.yaml")
    schema = try JSONParser.parse(Array(try Repository.text("helm/slipway/values.schema.json").utf8))
  }

  /// The values that a user sets as a whole: those that the schema does not divide further.
  private func leaves(_ values: JSONValue, _ schema: JSONValue?, at path: [String] = []) -> [(String, JSONValue)] {
    guard let members = values.object, schema?["properties"] != nil else {
      return [(path.joined(separator: "."), values)]
    }
    return members.flatMap { leaves($0.value, schema?[["properties", $0.key]], at: path + [$0.key]) }
  }

  @Test("the schema knows each value, and no other")
  func schemaIsComplete() throws {
    func compare(_ values: JSONValue, _ schema: JSONValue, at path: String) throws {
      guard let properties = schema["properties"]?.object else { return }
      #expect(schema["additionalProperties"]?.bool == false, "\(path) takes unknown values")
      // What Helm hands to a part of another chart.
      let known = Set(properties.keys).subtracting(path.isEmpty ? ["global"] : [])
      #expect(known == Set(values.object?.keys ?? []), "\(path)")
      for (key, property) in properties where known.contains(key) {
        try compare(try #require(values[key]), property, at: path.isEmpty ? key : "\(path).\(key)")
      }
    }
    try compare(values, schema, at: "")
  }

  @Test("the README tells of each value and its default")
  func readmeIsComplete() throws {
    let readme = try Repository.text("helm/slipway/README.md")
    let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `") }
    let leaves = leaves(values, schema)
    #expect(rows.count == leaves.count)
    for (row, (path, value)) in zip(rows, leaves) {
      let isShown = value.object?.isEmpty ?? true
      #expect(row.hasPrefix("| `\(path)` | \(isShown ? "`\(value)`" : "see values.yaml") | "), "\(path)")
    }
  }

  @Test("values.yaml describes each value above it")
  func valuesAreDescribed() throws {
    let lines = try Repository.text("helm/slipway/values.yaml").split(separator: "\n", omittingEmptySubsequences: false)
    for (path, _) in leaves(values, schema) {
      let name = path.split(separator: ".").last ?? ""
      let indent = String(repeating: " ", count: path.contains(".") ? 2 : 0)
      let position = try #require(lines.firstIndex { $0.hasPrefix("\(indent)\(name):") }, "\(path)")
      let comment = lines[..<position].reversed().prefix { $0.hasPrefix("\(indent)#") }
      #expect(comment.last?.hasPrefix("\(indent)# -- ") == true, "\(path) is not described")
    }
  }

  @Test("a tag that moves is refused")
  func latestIsRefused() {
    #expect(schema[["properties", "image", "properties", "tag", "not"]] == ["const": "latest"])
  }
}
