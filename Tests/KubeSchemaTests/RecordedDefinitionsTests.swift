import KubeCore
@testable import KubeSchema
import Testing

@Suite struct RecordedDefinitionsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var source: JSONValue
    var testDescription: String { name }
  }

  static let cases = RecordedAnswers.document("definitions").elements.map {
    Case(name: $0["name"]?.string ?? "", source: $0)
  }

  @Test func thereAreSome() { #expect(Self.cases.count > 30) }

  @Test(arguments: cases)
  func findsWhatTheServerFinds(_ example: Case) {
    let schema = example.source["schema"] ?? .null
    let errors = DefinitionSchemaCheck.errors(in: schema, at: "spec.validation.openAPIV3Schema")
    let expected = (example.source["causes"]?.elements ?? []).map(RecordedAnswers.Cause.init)
    #expect(errors.map { RecordedAnswers.Cause($0) } == expected)
  }
}
