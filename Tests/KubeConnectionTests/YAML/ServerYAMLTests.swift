import KubeCore
import Testing

@testable import KubeConnection

/// The answers are those of an API server, version 1.36, to ConfigMaps with such values.
@Suite struct ServerYAMLTests {
  @Test(arguments: [
    ("yes", true), ("On", true), ("n", false), ("OFF", false), ("yess", "yess"), ("~", nil), ("", nil), ("010", 8),
    ("0o10", 8), ("0x10", 16), ("08", 8.0), ("1_000", 1000), ("1.50", 1.5), ("1e3", 1000.0), ("-0b11", -3),
    ("1:20", "1:20"), ("2026-01-01", "2026-01-01"), ("\"yes\"", "yes"), ("!!str 1", "1"), ("!mine x", "x"),
    ("!!binary aGVsbG8=", "hello"),
  ] as [(String, JSONValue?)])
  func readsScalars(_ text: String, _ value: JSONValue?) throws {
    let read = try ServerYAML.value(Array("k: \(text)\n".utf8))
    #expect(read["k"] == value ?? .null)
  }

  @Test func mergesMappings() throws {
    let read = try ServerYAML.value(Array("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n  1: e\n  yes: f\n".utf8))
    #expect(read["d"] == ["b": 1, "c": 3, "1": "e", "true": "f"])
  }

  @Test func readsNoMoreThanOneDocument() throws {
    #expect(try ServerYAML.value(Array("a: 1\n---\na: [\n".utf8)) == ["a": 1])
    #expect(try ServerYAML.value(Array("# nothing\n".utf8)) == .null)
  }

  @Test(arguments: [
    ("\tkind: x\n", "yaml: found character that cannot start any token"),
    ("a: b\n c: d\n", "yaml: line 2: mapping values are not allowed in this context"),
    ("a: \"b\n", "yaml: line 2: found unexpected end of stream"),
    ("a: [b\n", "yaml: line 1: did not find expected ',' or ']'"),
    ("a: b: c\n", "yaml: mapping values are not allowed in this context"),
    ("a: \"\\q\"\n", "yaml: found unknown escape character"), ("a: *y\n", "yaml: unknown anchor 'y' referenced"),
    ("a: \u{1}\n", "yaml: control characters are not allowed"), ("k: .inf\n", "json: unsupported value: +Inf"),
  ])
  func saysWhatIsWrong(_ text: String, _ problem: String) {
    #expect(throws: ServerYAML.Problem(text: problem)) { try ServerYAML.value(Array(text.utf8)) }
  }
}
