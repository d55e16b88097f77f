import KubeCore
import SlipwayAPI
import Testing

/// Holds what the pages name to what there is.
@Suite struct DocumentationTests {
  private static let pages: [String] = {
    let folders = ["", "docs", "docs/runbooks", "helm/slipway", "Examples/data"]
    return folders.flatMap { folder in
      let files = ((try? Repository.files(in: folder)) ?? []).filter { $0.hasSuffix(".md") }
      return files.map { folder.isEmpty ? $0 : "\(folder)/\($0)" }
    }
  }()

  @Test("there are pages") func pagesAreFound() { #expect(Self.pages.count > 30) }

  @Test("every link within the repository leads somewhere", arguments: pages)
  func linksLeadSomewhere(page: String) throws {
    let folder = page.split(separator: "/").dropLast().joined(separator: "/")
    for link in try Repository.text(page).matches(of: #/\]\(([^)#:\s]+)(?:#[^)]*)?\)/#) {
      let path = folder.isEmpty ? String(link.1) : "\(folder)/\(link.1)"
      #expect(Repository.has(path), "\(link.1)")
    }
  }

  @Test("every script and manifest that is named exists", arguments: pages)
  func namedFilesExist(page: String) throws {
    let files = #/(?:scripts|manifests|Examples|Sources)/[A-Za-z0-9_./-]+[A-Za-z0-9]/#
    for name in try Repository.text(page).matches(of: files) {
      #expect(Repository.has(String(name.0)), "\(name.0)")
    }
  }

  @Test("every field that is named is one of a kind's", arguments: pages)
  func namedFieldsExist(page: String) throws {
    let schemas = CustomResourceDefinition.all.compactMap {
      $0[["spec", "versions"]]?.elements.first?[["schema", "openAPIV3Schema"]]
    }
    for name in try Repository.text(page).matches(of: #/`(?:mdl\.)?((?:spec|status)(?:\.[A-Za-z]+)+)/#) {
      let path = name.1.split(separator: ".").map(String.init)
      #expect(schemas.contains { Self.resolves(path[...], in: $0) }, "\(name.1)")
    }
  }

  @Test("every command of the plugin that is named has a line of its own", arguments: pages)
  func namedCommandsExist(page: String) throws {
    let table = try Repository.text("docs/commands.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
    let known = Set(
      table.flatMap { row in
        row.split(separator: "|")[0].matches(of: #/[a-z]+/#).map { String($0.0) }
      } + ["version", "completion"])
    for name in try Repository.text(page).matches(of: #/kubectl slipway ([a-z]+)/#) {
      #expect(known.contains(String(name.1)), "\(name.1)")
    }
  }

  private static func resolves(_ path: ArraySlice<String>, in schema: JSONValue) -> Bool {
    guard let first = path.first else { return true }
    if schema["x-kubernetes-preserve-unknown-fields"] == true { return true }
    if let items = schema["items"] { return resolves(path, in: items) }
    guard let property = schema[["properties", first]] else { return false }
    return resolves(path.dropFirst(), in: property)
  }
}
