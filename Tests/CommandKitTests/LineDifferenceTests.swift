import Testing

@testable import CommandKit

@Suite struct LineDifferenceTests {
  private static let style = TextStyle(isColored: false)

  @Test(arguments: [
    ("a b c", "a b c", [String]()), ("a b c", "a c", ["  a", "- b", "  c"]), ("a c", "a b c", ["  a", "+ b", "  c"]),
    ("a b", "a c", ["  a", "- b", "+ c"]), ("", "a", ["+ a"]), ("a", "", ["- a"]), ("a b", "b a", ["- a", "  b", "+ a"]),
  ])
  func showsWhatChanges(_ old: String, _ new: String, _ expected: [String]) {
    let difference = LineDifference(words(old), words(new))
    #expect(difference.text(Self.style) == expected)
    #expect(difference.isEmpty == expected.isEmpty)
  }

  @Test func leavesOutWhatLiesFarFromAChange() {
    let old = (1...20).map(String.init)
    var new = old
    (new[1], new[18]) = ("two", "nineteen")
    #expect(
      LineDifference(old, new).text(Self.style) == [
        "  1", "- 2", "+ two", "  3", "  4", "  5", "...", "  16", "  17", "  18", "- 19", "+ nineteen", "  20",
      ])
  }

  @Test func turnsTheOneIntoTheOther() {
    let (old, new) = (words("a b c a b b a"), words("c b a b a c"))
    let lines = LineDifference(old, new).lines
    #expect(lines.compactMap { if case .added = $0 { nil } else { $0.text } } == old)
    #expect(lines.compactMap { if case .removed = $0 { nil } else { $0.text } } == new)
  }

  private func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}

extension LineDifference.Line {
  fileprivate var text: String {
    switch self {
    case .common(let text), .removed(let text), .added(let text): text
    }
  }
}
