import Foundation
import KubeCore
@testable import KubeSchema
import Testing
import Yams

/// Published definitions of other projects, where they lie beside the checkout.
@Suite struct ThirdPartyDefinitionsTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/crds")

  static let files: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    if files.isEmpty { print("Skipped: no definitions in \(folder.path)") }
    return files.filter { $0.hasSuffix(".yaml") }.sorted()
  }()

  /// The definitions by their files; read once, which takes long.
  private static let definitions: [String: [JSONValue]] = {
    var definitions: [String: [JSONValue]] = [:]
    for file in files {
      let text = (try? String(contentsOf: folder.appending(path: file), encoding: .utf8)) ?? ""
      let documents = (try? Array(Yams.compose_all(yaml: text))) ?? []
      definitions[file] = documents.map(value).filter { $0["kind"] == "CustomResourceDefinition" }
    }
    return definitions
  }()

  private static func value(_ node: Node) -> JSONValue {
    switch node {
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, child) in mapping { object[key.string ?? ""] = value(child) }
      return .object(object)
    case .sequence(let sequence): return .array(sequence.map(value))
    default:
      if node.tag.rawValue.hasSuffix("str") || node.scalar?.style != .plain { return .string(node.string ?? "") }
      if let integer = node.int { return .integer(Int64(integer)) }
      if let double = node.float { return .double(double) }
      return node.bool.map(JSONValue.bool) ?? .null
    }
  }

  @Test(arguments: files)
  func areAccepted(_ file: String) throws {
    let definitions = try #require(Self.definitions[file])
    #expect(!definitions.isEmpty)
    for definition in definitions {
      for version in definition["spec"]?["versions"]?.elements ?? [] {
        let source = version["schema"]?["openAPIV3Schema"] ?? .null
        let hasStatus = version["subresources"]?["status"] != nil
        let errors = DefinitionSchemaCheck.errors(in: source, at: "schema", hasStatus: hasStatus)
        #expect(errors.map(\.text) == [], "\(file) \(version["name"] ?? .null)")
      }
    }
  }

  struct Sample: Sendable, CustomTestStringConvertible {
    var source: JSONValue
    var testDescription: String { source["name"]?.string ?? "" }
  }

  static let samples = files.isEmpty ? [] : RecordedAnswers.document("samples").elements.map { Sample(source: $0) }

  @Test(arguments: samples)
  func judgeSamplesAsTheServerDoes(_ sample: Sample) throws {
    let object = sample.source["object"] ?? .null
    let kind = object["kind"]
    let version = object["apiVersion"]?.string?.split(separator: "/").last.map(String.init)
    let definition = Self.definitions.values.joined().first {
      let group = $0["spec"]?["group"]?.string ?? "-"
      return $0["spec"]?["names"]?["kind"] == kind && object["apiVersion"]?.string?.hasPrefix(group) == true
    }
    let source = definition?["spec"]?["versions"]?.elements.first { $0["name"]?.string == version }
    let schema = Schema(openAPI: source?["schema"]?["openAPIV3Schema"] ?? .null)
    var defaulted = object
    schema.applyDefaults(to: &defaulted)
    var errors = schema.validate(defaulted)
    let isValid = errors.isEmpty
    errors += schema.validateListTypes(defaulted)
    if isValid { errors += RuleSet(schema, isRoot: true)?.validate(defaulted, old: nil).errors ?? [] }
    let expected = (sample.source["causes"]?.elements ?? []).map(RecordedAnswers.Cause.init)
    #expect(
      Set(errors.map { RecordedAnswers.Cause($0) })
        == Set(expected.filter { !$0.message.contains("were not checked") }))
  }
}
