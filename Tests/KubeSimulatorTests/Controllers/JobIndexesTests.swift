import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct JobIndexesTests {
  @Test(arguments: [
    ("", []), ("0", [0]), ("0,1", [0, 1]), ("0-2", [0, 1, 2]), ("1,3-5,7,8", [1, 3, 4, 5, 7, 8]),
  ] as [(String, Set<Int>)])
  func areWrittenAndRead(_ text: String, _ indexes: Set<Int>) {
    #expect(JobIndexes.text(indexes) == text)
    #expect(JobIndexes.indexes(in: text) == indexes)
  }

  @Test func ignoresWhatIsNone() { #expect(JobIndexes.indexes(in: "x,3-1,2") == [2]) }

  @Test func tellsAPodItsIndex() {
    var pod: JSONValue = [
      "metadata": ["generateName": "train-"],
      "spec": ["containers": [["name": "a"], ["name": "b", "env": [["name": "JOB_COMPLETION_INDEX", "value": "x"]]]]],
    ]
    JobIndexes.give(4, to: &pod, of: ["metadata": ["name": .string(String(repeating: "t", count: 63))]])
    #expect(pod.metadata["generateName"]?.string?.count == 58)
    #expect(JobIndexes.index(of: pod) == 4)
    #expect(pod["spec"]?["containers"]?[0]?["env"]?.elements.count == 1)
    #expect(pod["spec"]?["containers"]?[1]?["env"]?[0]?["value"] == "x")
  }
}
