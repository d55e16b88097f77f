import KubeCore
@testable import KubeSchema
import Testing

@Suite struct RecordedRulesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var source: JSONValue
    var testDescription: String { source["object"]?["metadata"]?["name"]?.string ?? "" }
  }

  private static let document = RecordedAnswers.document("rules")
  static let cases = (document["cases"]?.elements ?? []).map { Case(source: $0) }
  private static let schema = Schema(openAPI: document["schema"] ?? .null)

  @Test func thereAreSome() { #expect(Self.cases.count > 30) }

  @Test(arguments: cases)
  func judgesAsTheServerDoes(_ example: Case) throws {
    let rules = try #require(RuleSet(Self.schema, isRoot: true))
    let object = example.source["object"] ?? .null
    var errors = Self.schema.validate(object)
    if errors.isEmpty { errors = rules.validate(object, old: example.source["old"]).errors }
    let expected = (example.source["causes"]?.elements ?? []).map(RecordedAnswers.Cause.init)
    // That rules were not looked at is said by whoever combines the two.
    #expect(errors.map { RecordedAnswers.Cause($0) } == expected.filter { !$0.message.contains("were not checked") })
  }

  @Test func letsOldViolationsPass() throws {
    let rules = try #require(RuleSet(Self.schema, isRoot: true))
    let old: JSONValue = ["kind": "Thing", "metadata": ["name": "a"], "spec": ["min": 3, "max": 2]]
    var new = old
    new["metadata"] = ["name": "a", "labels": ["a": "b"]]
    let outcome = rules.validate(new, old: old)
    #expect(outcome.errors.isEmpty)
    #expect(outcome.tolerated.map(\.field) == ["spec.min"])
    new[["spec", "level"]] = 1
    #expect(rules.validate(new, old: old).errors.map(\.field) == ["spec.min"])
  }
}
