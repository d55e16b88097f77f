import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct YAMLWriterTests {
  @Test func compactStyle() {
    let value: JSONValue = [
      "short": ["a", 1, true, "b, c", "[d]", "no", [:]], "nested": [["e"], "f"], "none": [],
      "list": [["g": "h: i", "j": "{k}"], ["l": ["m": ["o"]]]], "long": .array(Array(repeating: "0123456789", count: 10)),
    ]
    let long = String(repeating: "- \"0123456789\"\n", count: 10)
    #expect(
      YAMLWriter.write(value, isCompact: true) == """
        short: [a, 1, true, "b, c", "[d]", "no", {}]
        nested:
        - [e]
        - f
        none: []
        list:
        - {g: "h: i", j: "{k}"}
        - l:
            m: [o]
        long:
        \(long)
        """)
  }

  @Test func blockStyle() {
    let value: JSONValue = [
      "kind": "List", "empty": [:], "none": [], "nothing": .null, "count": 3, "ratio": 0.5, "flag": true,
      "nested": ["a": ["b": "c"]], "list": ["x", 1, ["name": "m", "value": ["deep": "d"]], [["inner"], []]],
    ]
    #expect(
      YAMLWriter.write(value) == """
        kind: List
        empty: {}
        none: []
        nothing: null
        count: 3
        ratio: 0.5
        flag: true
        nested:
          a:
            b: c
        list:
        - x
        - 1
        - name: m
          value:
            deep: d
        - - - inner
          - []

        """)
  }

  @Test(arguments: [
    "", "yes", "No", "ON", "off", "y", "true", "Null", "~", "1", "0755", "0x1f", "1e3", ".5", "-1", "+1", "2026-01-01",
    "12:30:45", "1_000", "25%", "- a", "? a", "a: b", "a #b", "#a", "&a", "*a", "!a", "|", ">", "'a'", "\"a\"", "%a",
    "@a", "`a`", "[a]", "{a}", "a:", " a", "a ", "a\nb", "a\tb", "\u{7F}", "\u{85}", "\u{2028}", "é", "=", "<<",
    "23456e7777", ".inf",
  ])
  func quotes(text: String) { #expect(YAMLWriter.string(text).hasPrefix("\"")) }

  @Test(arguments: [
    "a", "fraud", "s3://models/fraud/12", "/metrics", "a b", "a#b", "a:b", "x-kubernetes-list-type", "_a",
  ])
  func leavesPlain(text: String) { #expect(YAMLWriter.string(text) == text) }

  @Test func escapes() {
    #expect(YAMLWriter.string("a\"b\\c\nd\u{1}e\u{2028}f\u{1F600}") == #""a\"b\\c\nd\u0001e\u2028f"# + "\u{1F600}\"")
  }

  @Test func lines() {
    #expect(
      YAMLWriter.write(["run": "a: \"b\"\n\n  c # d\n", "list": [["end": "- x\ny"]], "inline": ["a\nb"]]) == """
        run: |
          a: "b"

            c # d
        list:
        - end: |-
            - x
            y
        inline:
        - "a\\nb"

        """)
  }

  @Test(
    "lines that a block would not give back are quoted",
    arguments: ["\n", "a\n\n", " a\nb", "\na", "a \nb", "a\nb ", "a\tb\nc", "a\r\nb", "a\n\u{85}", "é\nb"])
  func unsuitableLines(text: String) { #expect(YAMLWriter.write(["a": .string(text)]).hasPrefix("a: \"")) }

  @Test func scalarsAtTheTop() {
    #expect(YAMLWriter.write("no") == "\"no\"\n")
    #expect(YAMLWriter.write([:]) == "{}\n")
    #expect(YAMLWriter.write(["a"]) == "- a\n")
  }
}
