import KubeCore
import KubeSchema
import Testing

@Suite struct SchemaValidationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var schema: String
    var value: String
    var errors: [String]
    var testDescription: String { "\(schema) \(value)" }
  }

  static let cases = [
    Case(
      schema: #"{"type":"string"}"#, value: "5",
      errors: [#"f: Invalid value: "integer": f in body must be of type string: "integer""#]),
    Case(schema: #"{"type":"integer"}"#, value: "3.0", errors: []),
    Case(
      schema: #"{"type":"integer"}"#, value: "3.5",
      errors: [
        #"f: Invalid value: "number": f in body must be of type integer: "number""#,
        #"<nil>: Invalid value: "": Checked value must be of type integer (default format) in f"#,
      ]),
    Case(schema: #"{"type":"number"}"#, value: "3", errors: []),
    Case(
      schema: #"{"type":"string"}"#, value: "null",
      errors: [#"f: Invalid value: "null": f in body must be of type string: "null""#]),
    Case(schema: #"{"type":"string","nullable":true}"#, value: "null", errors: []),
    Case(schema: #"{"x-kubernetes-int-or-string":true}"#, value: #""5%""#, errors: []),
    Case(schema: #"{"x-kubernetes-int-or-string":true}"#, value: "5", errors: []),
    Case(
      schema: #"{"x-kubernetes-int-or-string":true}"#, value: "true",
      errors: [#"f: Invalid value: "boolean": f in body must be of type integer,string: "boolean""#]),
    Case(
      schema: #"{"type":"string","enum":["a","b"]}"#, value: #""c""#,
      errors: [#"f: Unsupported value: "c": supported values: "a", "b""#]),
    Case(
      schema: #"{"type":"integer","minimum":1}"#, value: "0",
      errors: ["f: Invalid value: 0: f in body should be greater than or equal to 1"]),
    Case(
      schema: #"{"type":"number","maximum":1,"exclusiveMaximum":true}"#, value: "1",
      errors: ["f: Invalid value: 1: f in body should be less than 1"]),
    Case(
      schema: #"{"type":"integer","multipleOf":5}"#, value: "7",
      errors: ["f: Invalid value: 7: f in body should be a multiple of 5"]),
    Case(
      schema: #"{"type":"string","pattern":"^[a-z]+$"}"#, value: #""A""#,
      errors: ["f: Invalid value: \"A\": f in body should match '^[a-z]+$'"]),
    Case(
      schema: #"{"type":"string","minLength":1}"#, value: #""""#,
      errors: [#"f: Invalid value: "": f in body should be at least 1 chars long"#]),
    Case(
      schema: #"{"type":"string","maxLength":2}"#, value: #""abc""#,
      errors: ["f: Too long: may not be more than 2 bytes"]),
    Case(
      schema: #"{"type":"array","maxItems":1,"items":{"type":"string"}}"#, value: #"["a",5]"#,
      errors: [
        "f: Too many: 2: must have at most 1 items",
        #"f[1]: Invalid value: "integer": f[1] in body must be of type string: "integer""#,
      ]),
    Case(
      schema: #"{"type":"object","required":["a"],"additionalProperties":{"type":"integer"}}"#, value: #"{"b":"x"}"#,
      errors: [
        "f.a: Required value", #"f.b: Invalid value: "string": f.b in body must be of type integer: "string""#,
      ]),
    Case(
      schema: #"{"type":"object","maxProperties":1}"#, value: #"{"a":1,"b":2}"#,
      errors: ["f: Too many: 2: must have at most 1 items"]),
    Case(
      schema: #"{"anyOf":[{"type":"string"},{"type":"integer"}]}"#, value: "true",
      errors: [
        #"<nil>: Invalid value: "": "f" must validate at least one schema (anyOf)"#,
        #"f: Invalid value: "boolean": f in body must be of type string: "boolean""#,
      ]),
    Case(
      schema: #"{"oneOf":[{"required":["a"]},{"required":["b"]}]}"#, value: #"{"a":1,"b":1}"#,
      errors: [
        #"<nil>: Invalid value: "": "f" must validate one and only one schema (oneOf). Found 2 valid alternatives"#
      ]),
    Case(
      schema: #"{"not":{"required":["a"]}}"#, value: #"{"a":1}"#,
      errors: [#"<nil>: Invalid value: "": "f" must not validate the schema (not)"#]),
  ]

  @Test(arguments: cases)
  func checks(_ example: Case) throws {
    let schema = Schema(openAPI: try JSONParser.parse(example.schema))
    #expect(schema.validate(try JSONParser.parse(example.value), path: "f").map(\.text) == example.errors)
  }

  @Test func findsDuplicates() throws {
    let schema = Schema(
      openAPI: try JSONParser.parse(
        #"{"type":"object","properties":{"s":{"type":"array","x-kubernetes-list-type":"set","#
          + #""items":{"type":"string"}},"#
          + #""m":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["n"],"#
          + #""items":{"type":"object"}}}}"#))
    let errors = schema.validateListTypes(["s": ["a", "b", "a"], "m": [["n": 1, "x": 1], ["n": 1]]])
    #expect(Set(errors.map(\.text)) == [#"s[2]: Duplicate value: "a""#, #"m[1]: Duplicate value: {"n":1}"#])
  }
}
