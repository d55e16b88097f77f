import Testing

@testable import KubeCore

@Suite struct JSONParserTests {
  @Test(
    "accepts RFC 8259 and keeps integers exact",
    arguments: [
      ("9223372036854775807", JSONValue.integer(.max)), ("-9223372036854775808", .integer(.min)), ("-0", .integer(0)),
      ("1e2", .double(100)), ("\"a\\u00e9\\ud83d\\ude00\\n\"", .string("a\u{e9}\u{1F600}\n")),
      (" [1, {\"b\": null}] ", .array([1, .object(["b": .null])])), ("\"\u{2028}\"", .string("\u{2028}")),
      ("\r\n\t [ ]\n", .array([])), ("{ }", .object([:])), ("\"\\/\\b\\f\\r\\t\\\\\\\"\"", .string("/\u{8}\u{C}\r\t\\\"")),
    ])
  func accepts(text: String, expected: JSONValue) throws {
    #expect(try JSONParser.parse(text) == expected)
  }

  @Test(
    "refuses what is not JSON, with the place",
    arguments: [
      ("", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("01", 1), ("\"\\ud800\"", 7), ("[1] 2", 4), ("\"\t\"", 1), ("nul", 3),
      ("\u{FEFF}1", 0), ("{\"a\":1,}", 7), ("\"abcdefghijkl\u{1}\"", 13), ("\"abcdefgh", 9), ("1.", 2), ("-", 1), ("1e+", 3),
      ("\"\\x\"", 2), ("\"\\u12g4\"", 5), ("[1 2]", 3), ("{1:2}", 1), ("\u{2028}1", 0),
    ])
  func refuses(text: String, offset: Int) {
    let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text) }
    #expect(failure?.offset == offset)
  }

  @Test("says line and column of a text of several lines")
  func place() {
    let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse("{\n  \"a\": 1,\n  \"b\": x\n}") }
    #expect(failure?.line == 3)
    #expect(failure?.column == 8)
    #expect(failure?.description == "invalid JSON at line 3, column 8 (byte 19): no value starts like this")
  }

  @Test("a string of any length is read the same, wherever it stands in the machine words")
  func stringLengths() throws {
    for length in 0..<70 {
      for tail in ["", "\u{e9}", "\\n", "\u{1F600}"] {
        let text = String(repeating: "k", count: length) + tail
        let value: JSONValue = ["\(text)": .string(text), "other": .array([.string(text), .string(text)])]
        #expect(try JSONParser.parse(JSONWriter.write(value)) == value)
      }
    }
  }

  @Test("strings that share their first and last bytes are told apart")
  func similarStrings() throws {
    let keys = (0..<200).map { "abcdefgh\($0)-middle-\($0 % 7)ijklmnop" }
    let value = JSONValue.object(JSONObject(keys.map { ($0, .string($0)) }))
    let parsed = try JSONParser.parse(JSONWriter.write(value))
    #expect(parsed.object?.keys == keys)
    #expect(parsed == value)
  }

  @Test("depth is limited on both kinds of nesting, at any limit")
  func depth() throws {
    let limit = JSONParser.maximumDepth
    _ = try JSONParser.parse(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
    for opening in ["[", "{\"a\":"] {
      let failure = #expect(throws: JSONParser.Failure.self) {
        try JSONParser.parse(String(repeating: opening, count: 100_000))
      }
      #expect(failure?.reason == "nested deeper than the limit")
      #expect(failure?.offset == limit * opening.utf8.count)
    }
    #expect(throws: JSONParser.Failure.self) {
      try JSONParser.parse("[[1]]", options: JSONParser.Options(maximumDepth: 1))
    }
  }

  @Test("size is limited")
  func size() throws {
    let options = JSONParser.Options(maximumSize: 4)
    #expect(try JSONParser.parse("1234", options: options) == 1234)
    let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse("12345", options: options) }
    #expect(failure?.reason == "the text is longer than the limit")
  }

  @Test("the last of two members of one key counts, in the place of the first; strictly, they are refused")
  func duplicateKeys() throws {
    let text = #"{"a":1,"b":2,"a":{"c":3}}"#
    #expect(try JSONParser.parse(text).description == #"{"a":{"c":3},"b":2}"#)
    let options = JSONParser.Options(duplicateKeys: .refused)
    let failure = #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(text, options: options) }
    #expect(failure?.reason == "a key occurs twice in this object")
    #expect(try JSONParser.parse(#"{"a":{"a":1},"b":{"a":2}}"#, options: options)["b"]?["a"] == 2)
    let many = "{" + (0..<50).map { "\"k\($0 % 40)\":\($0)" }.joined(separator: ",") + "}"
    #expect(try JSONParser.parse(many)["k5"] == 45)
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(many, options: options) }
    // An escape hides the second one from a comparison of the text.
    #expect(throws: JSONParser.Failure.self) { try JSONParser.parse(#"{"a":1,"\u0061":2}"#, options: options) }
  }

  @Test("keys and strings are what their bytes are: accents in one piece and in two differ")
  func canonicalEquivalence() throws {
    let value = try JSONParser.parse(#"{"\u00e9":1,"e\u0301":2}"#)
    #expect(value.object?.count == 2)
    #expect(value["\u{e9}"] == 1)
    #expect(value["e\u{301}"] == 2)
    #expect(JSONValue.string("\u{e9}") != .string("e\u{301}"))
    #expect(try JSONParser.parse(#"{"\u00e9":1}"#) != JSONParser.parse(#"{"e\u0301":1}"#))
  }
}
