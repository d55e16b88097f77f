import ShadowProxy
import Testing

@Suite struct AnswerComparatorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var left: String
    var right: String
    var rules = ComparisonRules()
    var difference: String?
  }

  private static func rules(
    ignored: [String] = [], tolerance: Double = 1e-6, top: [ComparisonRules.Top] = [],
    cosine: [ComparisonRules.Cosine] = []
  ) -> ComparisonRules {
    var rules = ComparisonRules()
    (rules.ignored, rules.tolerance, rules.top, rules.cosine) = (ignored, tolerance, top, cosine)
    return rules
  }

  static let cases = [
    Case(testDescription: "order of members", left: #"{"a":1,"b":[1,2]}"#, right: #"{"b":[1,2],"a":1.0}"#),
    Case(
      testDescription: "another text", left: #"{"a":"x"}"#, right: #"{"a":"y"}"#,
      difference: #"a: "x", and "y" in the shadow's"#),
    Case(
      testDescription: "a missing member", left: #"{"a":1}"#, right: #"{"a":1,"b":2}"#,
      difference: "b: only one answer has it"),
    Case(
      testDescription: "an ignored member", left: #"{"id":"1","a":1}"#, right: #"{"a":1}"#,
      rules: rules(ignored: ["id"])),
    Case(
      testDescription: "ignored in every element", left: #"{"o":[{"t":1},{"t":2}]}"#,
      right: #"{"o":[{"t":3},{"t":4}]}"#,
      rules: rules(ignored: ["o.*.t"])),
    Case(
      testDescription: "within the tolerance", left: "[0.5000001, 1e300]", right: "[0.5, 1e300]",
      rules: rules(tolerance: 1e-3)),
    Case(
      testDescription: "beyond the tolerance", left: "[0.50]", right: "[0.52]", rules: rules(tolerance: 1e-2),
      difference: "0: 0.5, and 0.52 in the shadow's"),
    Case(
      testDescription: "signs differ", left: "[0]", right: "[1e-12]", rules: rules(tolerance: 0.1),
      difference: "0: 0.0, and 1e-12 in the shadow's"),
    Case(
      testDescription: "as many elements", left: "[1,2]", right: "[1]",
      difference: "the whole answer: 2 elements, and 1 in the shadow's"),
    Case(
      testDescription: "the greatest at the same places", left: #"{"p":[0.1,0.7,0.2]}"#,
      right: #"{"p":[0.15,0.5,0.35]}"#,
      rules: rules(top: [.init(path: "p", count: 2)])),
    Case(
      testDescription: "the greatest elsewhere", left: #"{"p":[0.1,0.7,0.2]}"#, right: #"{"p":[0.8,0.1,0.1]}"#,
      rules: rules(top: [.init(path: "p", count: 1)]),
      difference: "p: the greatest are at [1], and at [0] in the shadow's"),
    Case(
      testDescription: "the same way", left: "[1, 2, 3]", right: "[2.1, 4, 6]",
      rules: rules(cosine: [.init(path: "", minimum: 0.999)])),
    Case(
      testDescription: "another way", left: "[1, 0]", right: "[0, 1]",
      rules: rules(cosine: [.init(path: "", minimum: 0.9)]),
      difference: "the whole answer: the cosine is 0.0"),
    Case(testDescription: "no JSON, the same", left: "ok", right: "ok"),
    Case(
      testDescription: "no JSON, another", left: "ok", right: "{}",
      difference: "the bodies differ, and are not both JSON"),
  ]

  @Test(arguments: cases)
  func compares(_ example: Case) {
    let outcome = AnswerComparator(example.rules).compare(Array(example.left.utf8), Array(example.right.utf8))
    #expect(outcome.difference == example.difference)
  }

  @Test("the distance is the greatest of all places, and never beyond 2")
  func distance() {
    let comparator = AnswerComparator(ComparisonRules())
    #expect(comparator.compare(Array("[1,4,-1]".utf8), Array("[1,5,1]".utf8)).distance == 2)
    #expect(comparator.compare(Array("[1,4]".utf8), Array("[1,5]".utf8)).distance == 0.2)
  }
}
