import KubeCore
import KubeSchema
import Testing

@testable import KubeSimulator

@Suite struct StrategicMergeTests {
  private static let schema = BuiltIn.deployments.schema

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var original: String
    var patch: String
    var expected: String
    var testDescription: String { name }
  }

  private static func inPod(_ text: String) -> String { #"{"spec":{"template":{"spec":\#(text)}}}"# }

  static let cases = [
    Case(
      name: "a container is found by its name",
      original: inPod(#"{"containers":[{"name":"a","image":"1","env":[{"name":"X","value":"1"}]},{"name":"b"}]}"#),
      patch: inPod(#"{"containers":[{"name":"a","image":"2"}]}"#),
      expected: inPod(#"{"containers":[{"name":"a","image":"2","env":[{"name":"X","value":"1"}]},{"name":"b"}]}"#)),
    Case(
      name: "a new element goes first without an order",
      original: inPod(#"{"containers":[{"name":"a"}]}"#), patch: inPod(#"{"containers":[{"name":"b"}]}"#),
      expected: inPod(#"{"containers":[{"name":"b"},{"name":"a"}]}"#)),
    Case(
      name: "the order that kubectl sends",
      original: inPod(#"{"containers":[{"name":"a"},{"name":"c"}]}"#),
      patch: inPod(
        #"{"$setElementOrder/containers":[{"name":"a"},{"name":"b"},{"name":"c"}],"containers":[{"name":"b"}]}"#),
      expected: inPod(#"{"containers":[{"name":"a"},{"name":"b"},{"name":"c"}]}"#)),
    Case(
      name: "an order alone rearranges",
      original: inPod(#"{"containers":[{"name":"a"},{"name":"b"}]}"#),
      patch: inPod(#"{"$setElementOrder/containers":[{"name":"b"},{"name":"a"}]}"#),
      expected: inPod(#"{"containers":[{"name":"b"},{"name":"a"}]}"#)),
    Case(
      name: "$patch: delete takes an element away",
      original: inPod(#"{"containers":[{"name":"a"},{"name":"b"}]}"#),
      patch: inPod(#"{"containers":[{"name":"a","$patch":"delete"}]}"#),
      expected: inPod(#"{"containers":[{"name":"b"}]}"#)),
    Case(
      name: "$patch: replace in a list replaces the list",
      original: inPod(#"{"containers":[{"name":"a"},{"name":"b"}]}"#),
      patch: inPod(#"{"containers":[{"name":"c"},{"$patch":"replace"}]}"#),
      expected: inPod(#"{"containers":[{"name":"c"}]}"#)),
    Case(
      name: "$patch: replace in an object replaces the object",
      original: #"{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}"#,
      patch: #"{"spec":{"strategy":{"$patch":"replace","type":"Recreate"}}}"#,
      expected: #"{"spec":{"strategy":{"type":"Recreate"}}}"#),
    Case(
      name: "$retainKeys drops the other members",
      original: #"{"spec":{"strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":1}}}}"#,
      patch: #"{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}"#,
      expected: #"{"spec":{"strategy":{"type":"Recreate"}}}"#),
    Case(
      name: "finalizers are merged",
      original: #"{"metadata":{"finalizers":["a","b"]}}"#, patch: #"{"metadata":{"finalizers":["c"]}}"#,
      expected: #"{"metadata":{"finalizers":["c","a","b"]}}"#),
    Case(
      name: "$deleteFromPrimitiveList",
      original: #"{"metadata":{"finalizers":["a","b"]}}"#,
      patch: #"{"metadata":{"$deleteFromPrimitiveList/finalizers":["a"]}}"#,
      expected: #"{"metadata":{"finalizers":["b"]}}"#),
    Case(
      name: "null removes a member", original: #"{"metadata":{"labels":{"a":"1","b":"2"}}}"#,
      patch: #"{"metadata":{"labels":{"a":null}}}"#, expected: #"{"metadata":{"labels":{"b":"2"}}}"#),
    Case(
      name: "lists without keys are replaced",
      original: inPod(#"{"tolerations":[{"key":"a"}]}"#), patch: inPod(#"{"tolerations":[{"key":"b"}]}"#),
      expected: inPod(#"{"tolerations":[{"key":"b"}]}"#)),
    Case(
      name: "volumes by name",
      original: inPod(#"{"volumes":[{"name":"v","emptyDir":{}}]}"#),
      patch: inPod(#"{"volumes":[{"$retainKeys":["configMap","name"],"name":"v","configMap":{"name":"c"}}]}"#),
      expected: inPod(#"{"volumes":[{"name":"v","configMap":{"name":"c"}}]}"#)),
  ]

  @Test(arguments: cases)
  func merges(_ example: Case) throws {
    let result = StrategicMerge.apply(
      try JSONParser.parse(example.patch), to: try JSONParser.parse(example.original), Self.schema)
    #expect(result == (try JSONParser.parse(example.expected)))
  }
}
