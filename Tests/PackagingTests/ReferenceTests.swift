import KubeCore
import SlipwayAPI
import Testing

@Suite struct ReferenceTests {
  @Test("the reference of the API is that of the types")
  func isCurrent() throws {
    #expect(
      try Repository.text("docs/reference.md") == APIReference.page,
      "docs/reference.md is out of date: swift build && scripts/generate.sh renews it")
  }

  @Test("the reference names every field of the definitions")
  func isComplete() {
    func fields(_ node: JSONValue, _ path: String) -> [String] {
      (node["properties"]?.object ?? [:]).flatMap { name, field in
        let own = path.isEmpty ? name : "\(path).\(name)"
        let items = field["items"].map { fields($0, own + "[]") } ?? []
        let values = field["additionalProperties"].map { fields($0, own + ".*") } ?? []
        return [own] + items + values + fields(field, own)
      }
    }
    let page = APIReference.page
    for definition in CustomResourceDefinition.all {
      let schema = definition["spec"]?["versions"]?[0]?[["schema", "openAPIV3Schema", "properties"]]
      let parts = ["spec", "status"].compactMap { schema?[$0] }
      #expect(!parts.isEmpty)
      for path in parts.flatMap({ fields($0, "") }) { #expect(page.contains("| `\(path)` |"), "\(path)") }
    }
  }
}
