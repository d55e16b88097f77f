import Testing

@testable import KubeCore

@Suite struct LabelSelectorTests {
  @Test(
    "text selects as Kubernetes documents it",
    arguments: [
      ("a=b", true), ("a==b", true), ("a!=b", false), ("c!=d", true), ("a in (x, b)", true), ("a notin (x,y)", true),
      ("a", true), ("!a", false), ("c", false), ("!c", true), ("a=b,!c", true), ("a=b,c", false), ("", true),
    ])
  func selects(text: String, matches: Bool) throws {
    let selector = try #require(LabelSelector(text: text))
    #expect(selector.matches(["a": "b"]) == matches)
    #expect(LabelSelector(text: selector.description)?.matches(["a": "b"]) == matches)
  }

  @Test("refuses other texts", arguments: ["=b", "a in b", "a b", "a in (b", "(a)"])
  func refuses(text: String) { #expect(LabelSelector(text: text) == nil) }

  @Test("text is sorted")
  func text() {
    let selector = LabelSelector(
      matchLabels: ["b": "2", "a": "1"],
      matchExpressions: [.init(key: "c", operator: .in, values: ["y", "x"]), .init(key: "d", operator: .doesNotExist)])
    #expect(selector.description == "a=1,b=2,c in (x,y),!d")
  }
}
