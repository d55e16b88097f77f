import KubeCore
import Testing

@testable import KubeConnection

@Suite struct YAMLParserTests {
  @Test(
    "scalars follow YAML 1.2, as in Kubernetes",
    arguments: [
      ("yes", JSONValue.string("yes")), ("on", .string("on")), ("true", .bool(true)), ("~", .null),
      ("010", .integer(10)), ("0o10", .integer(8)), ("0x1F", .integer(31)), ("1e3", .double(1000)),
      ("12:30:45", .string("12:30:45")), ("\"5\"", .string("5")), ("inf", .string("inf")), ("1.5", .double(1.5)),
      ("v1", .string("v1")),
    ])
  func scalars(text: String, expected: JSONValue) throws {
    #expect(try YAMLParser.documents("key: " + text) == [.object(["key": expected])])
  }

  @Test("a text may hold several documents")
  func documents() throws {
    #expect(try YAMLParser.documents("a: 1\n---\n---\nb: [x, {y: z}]\n") == [["a": 1], ["b": ["x", ["y": "z"]]]])
  }

  @Test("aliases repeat what they name")
  func aliases() throws {
    #expect(try YAMLParser.documents("a: &x [1, 2]\nb: *x") == [["a": [1, 2], "b": [1, 2]]])
  }

  @Test("aliases of aliases cannot make a small text a large value")
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    let error = #expect(throws: ConnectionError.self) { try YAMLParser.documents(text) }
    #expect(error?.message == "the YAML text repeats too much by aliases")
  }

  @Test("what is not YAML is refused", arguments: ["a: [", "a: b: c", "? {a: b}\n: c"])
  func refuses(text: String) {
    let error = #expect(throws: ConnectionError.self) { try YAMLParser.documents(text) }
    #expect(error?.code == .invalidYAML)
  }
}
