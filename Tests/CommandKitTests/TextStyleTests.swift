import CommandKit
import Testing

@Suite("A line of the screen")
struct TextStyleTests {
  @Test(
    "is cut to the width of the terminal",
    arguments: [
      ("", 5, ""), ("abc", 5, "abc"), ("abcde", 5, "abcde"), ("abcdef", 5, "abcde"), ("abc", 0, ""),
      ("äöü", 2, "äö"), ("e\u{301}te\u{301}", 2, "e\u{301}t"),
    ])
  func clip(line: String, width: Int, expected: String) {
    #expect(TextStyle.clip(line, to: width) == expected)
  }

  @Test("keeps its colours, which take no room")
  func clipColoured() {
    let style = TextStyle(isColored: true)
    #expect(style.red("abc") == "\u{1B}[31mabc\u{1B}[0m")
    #expect(TextStyle.clip(style.red("abc"), to: 3) == style.red("abc"))
    #expect(TextStyle.clip(style.red("abcdef"), to: 3) == style.red("abc"))
    #expect(TextStyle.clip("ab" + style.green("cd") + "ef", to: 3) == "ab" + style.green("c"))
  }

  @Test("has no codes without colour")
  func plain() {
    let style = TextStyle(isColored: false)
    #expect(
      [style.bold("a"), style.dim("b"), style.red("c"), style.green("d"), style.yellow("e")] == [
        "a", "b", "c", "d", "e",
      ])
  }
}
