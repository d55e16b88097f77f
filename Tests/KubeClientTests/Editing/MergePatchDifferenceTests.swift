import KubeCore
import Testing

@Suite struct MergePatchDifferenceTests {
  @Test(
    "the difference leads from one to the other",
    arguments: [
      (["a": 1], ["a": 1], nil), (["a": 1], ["a": 2], ["a": 2]), (["a": 1, "b": 2], ["b": 2], ["a": .null]),
      (["a": ["b": 1, "c": 2]], ["a": ["b": 1, "c": 3]], ["a": ["c": 3]]), (["a": [1, 2]], ["a": [1]], ["a": [1]]),
      ([:], ["a": ["b": [:]]], ["a": ["b": [:]]]), (["a": 1], ["a": ["b": 1]], ["a": ["b": 1]]),
      (["a": ["b": 1]], ["a": 1], ["a": 1]), (["a": .null], ["a": .null, "b": 1], ["b": 1]),
    ] as [(JSONValue, JSONValue, JSONValue?)])
  func differences(source: JSONValue, target: JSONValue, patch: JSONValue?) {
    #expect(MergePatch.difference(from: source, to: target) == patch)
  }
}
