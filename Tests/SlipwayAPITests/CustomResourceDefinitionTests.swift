import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct CustomResourceDefinitionTests {
  private static let schema = CustomResourceDefinition.modelDeploymentSchema

  /// Every schema in the tree, with its path.
  private static func all(_ schema: Schema, at path: String = "") -> [(path: String, schema: Schema)] {
    [(path, schema)] + schema.properties.flatMap { all($0.schema, at: "\(path).\($0.name)") }
      + schema.element.flatMap { all($0, at: "\(path)[]") }
  }

  private static let nodes = all(schema).filter {
    $0.path.hasPrefix(".spec") || $0.path.hasPrefix(".status")
  }

  @Test func everythingIsBounded() {
    for (path, schema) in Self.nodes {
      switch schema.kind {
      case .string: #expect(schema.maxLength != nil || !schema.allowed.isEmpty, "\(path) has no bound")
      case .array: #expect(schema.maxCount != nil && schema.listType != nil, "\(path) has no bound or type")
      case .integer: #expect(schema.minimum != nil && schema.maximum != nil, "\(path) has no bounds")
      case .object: #expect(schema.element.isEmpty || schema.maxCount != nil, "\(path) has no bound")
      case .integerOrString: #expect(schema.maxLength != nil, "\(path) has no bound")
      case .boolean: break
      }
    }
  }

  @Test func everyFieldIsDescribed() {
    for (path, schema) in Self.nodes where !path.hasSuffix("[]") {
      #expect(!schema.description.isEmpty, "\(path) is not described")
      #expect(schema.description.hasSuffix(".") || schema.description.hasSuffix("`."), "\(path)")
    }
  }

  /// A default that a later release adds would change what is hashed, and so restart every model.
  @Test func revisionPartsHaveNoServerDefaults() {
    let parts = Self.nodes.filter { $0.path.hasPrefix(".spec.model") || $0.path.hasPrefix(".spec.runtime") }
    #expect(parts.count > 15)
    for (path, schema) in parts { #expect(schema.defaultValue == nil, "\(path)") }
    let defaults = Self.nodes.filter { $0.schema.defaultValue != nil }.map(\.path)
    #expect(defaults == [".spec.replicas", ".spec.strategy", ".spec.strategy.type"])
  }

  @Test func codedFieldsAndSchemaAgree() throws {
    let object = try JSONParser.parse(Examples.full)
    var spec = try #require(object["spec"])
    // All routers in one object are not valid, but complete.
    for (name, settings) in try #require(JSONParser.parse(Examples.routers).object) {
      spec[["traffic", "router", name]] = settings
    }
    // Neither is this, with the Service as router.
    spec[["traffic", "affinity"]] = ["cookie": ["name": "arm", "lifetime": "1h"], "header": "x-user"]
    let scale: JSONValue = ["replicas": 2, "percent": "50%"]
    spec[["strategy", "canary", "steps"]] = [["weight": "20%", "for": "5m", "scale": scale, "hold": [:]]]
    spec[["strategy", "blueGreen", "preview", "scale"]] = scale
    spec[["strategy", "shadow", "scale"]] = scale
    var arm = try #require(spec["strategy"]?["abTest"]?["arms"]?[0])
    arm["scale"] = scale
    spec[["strategy", "abTest", "arms"]] = .array([arm])
    spec[["strategy", "abTest", "metric"]] = "clicks"
    (spec[["autoscaling", "mode"]], spec[["autoscaling", "requestsPerReplica"]]) = ("KEDA", 40)
    spec[["autoscaling", "triggers"]] = [["type": "cpu"]]
    spec[["analysis", "source"]] = SourceExamples.source
    spec[["analysis", "providers"]] = [SourceExamples.provider]
    spec[["analysis", "metrics"]] = .array((spec["analysis"]?["metrics"]?.elements ?? []) + SourceExamples.metrics)
    try expectSameFields(spec, Self.schema, "spec")
    try expectSameFields(StatusExample.make().json, Self.schema, "status")
  }

  /// The example holds every field of the schema, and the schema every field of the example.
  private func expectSameFields(_ value: JSONValue, _ schema: Schema, _ name: String) throws {
    let property = try #require(schema.properties.first { $0.name == name })
    let known = Set(Self.all(property.schema, at: name).map(\.path).filter { !$0.hasSuffix("[]") })
    var seen: Set<String> = []
    collect(value, property.schema, at: name, into: &seen)
    #expect(seen.subtracting(known).isEmpty)
    #expect(known.subtracting(seen).isEmpty)
  }

  private func collect(_ value: JSONValue, _ schema: Schema, at path: String, into seen: inout Set<String>) {
    if !path.hasSuffix("[]") { seen.insert(path) }
    for element in value.elements {
      collect(element, schema.element.first ?? Schema(.object), at: "\(path)[]", into: &seen)
    }
    guard let object = value.object, !schema.preservesUnknownFields else { return }
    if let element = schema.element.first {
      for member in object { collect(member.value, element, at: "\(path)[]", into: &seen) }
    } else {
      for member in object {
        let child = schema.properties.first { $0.name == member.key }?.schema ?? Schema(.object)
        collect(member.value, child, at: "\(path).\(member.key)", into: &seen)
      }
    }
  }

  @Test func patternsAgreeWithParsers() throws {
    let percentage = try Regex(try #require(BasisPoints.schema.pattern))
    let span = try Regex(try #require(TimeSpan.schema.pattern))
    for text in [
      "5%", "0.25%", "100%", "12345%", "5", "%", "5.%", "5.123%", "-5%", "1h30m", "90s", "0s", "250ms", "30m1h", "1d",
      "1.5h",
    ] {
      #expect((text.wholeMatch(of: percentage) != nil) == (BasisPoints(text) != nil), "\(text)")
      #expect((text.wholeMatch(of: span) != nil) == (TimeSpan(text) != nil), "\(text)")
    }
  }

  @Test func subresourcesColumnsAndNames() throws {
    let spec = try #require(CustomResourceDefinition.modelDeployment["spec"])
    #expect(spec["names"]?["shortNames"] == ["mdl"])
    #expect(spec["names"]?["categories"] == ["slipway"])
    let version = try #require(spec["versions"]?[0])
    #expect(version["subresources"]?["scale"]?["labelSelectorPath"] == ".status.selector")
    let columns = try #require(version["additionalPrinterColumns"]).elements
    #expect(
      columns.compactMap { $0["name"]?.string }
        == [
          "Strategy", "Phase", "Step", "Weight", "Stable", "Candidate", "Ready", "Age", "Verdict", "Model", "Router",
        ])
    #expect(columns.suffix(3).allSatisfy { $0["priority"] == 1 })
    #expect(version["selectableFields"]?.elements.last == ["jsonPath": ".status.phase"])
  }

  @Test func staysSmallAndHasNoFloats() {
    let json = JSONWriter.write(CustomResourceDefinition.modelDeployment)
    #expect(json.count < 200_000)
    #expect(!String(decoding: json, as: UTF8.self).contains(#""type":"number""#))
    let yaml = YAMLWriter.write(CustomResourceDefinition.modelDeployment, isCompact: true)
    print("definition: \(json.count) bytes of JSON, \(yaml.utf8.count) of YAML")
  }
}
