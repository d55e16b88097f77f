import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct JSONPatchTests {
  @Test(arguments: [
    (#"[{"op":"add","path":"/a/1","value":9}]"#, #"{"a":[1,9,2]}"#),
    (#"[{"op":"add","path":"/a/-","value":9}]"#, #"{"a":[1,2,9]}"#),
    (#"[{"op":"remove","path":"/a/0"}]"#, #"{"a":[2]}"#),
    (#"[{"op":"replace","path":"/a","value":{"b":null}}]"#, #"{"a":{"b":null}}"#),
    (#"[{"op":"copy","from":"/a/0","path":"/b"}]"#, #"{"a":[1,2],"b":1}"#),
    (#"[{"op":"move","from":"/a/0","path":"/b"}]"#, #"{"a":[2],"b":1}"#),
    (#"[{"op":"test","path":"/a/1","value":2},{"op":"add","path":"/x~1y~0","value":1}]"#, #"{"a":[1,2],"x/y~":1}"#),
  ])
  func applies(_ patch: String, _ expected: String) throws {
    let result = try JSONPatch.apply(try JSONParser.parse(patch), to: ["a": [1, 2]])
    #expect(result == (try JSONParser.parse(expected)))
  }

  @Test(arguments: [
    #"[{"op":"remove","path":"/b"}]"#, #"[{"op":"replace","path":"/a/2","value":1}]"#,
    #"[{"op":"add","path":"/a/9","value":1}]"#, #"[{"op":"test","path":"/a/0","value":2}]"#,
    #"[{"op":"jump","path":"/a"}]"#, #"{"op":"remove"}"#, #"[{"op":"add","path":"/a/x/y","value":1}]"#,
  ])
  func refuses(_ patch: String) throws {
    let patch = try JSONParser.parse(patch)
    #expect(throws: JSONPatch.Failure.self) { try JSONPatch.apply(patch, to: ["a": [1, 2]]) }
  }
}
