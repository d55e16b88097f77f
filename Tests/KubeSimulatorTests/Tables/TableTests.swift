import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct TableTests {
  @Test(arguments: [
    (0, "0s"), (119, "119s"), (120, "2m"), (599, "9m59s"), (600, "10m"), (10_799, "179m"), (10_800, "3h"),
    (11_100, "3h5m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"), (176_400, "2d1h"), (691_200, "8d"),
    (63_072_000, "2y"), (63_158_400, "2y1d"), (315_360_000, "10y"), (-5, "<invalid>"),
  ])
  func writesDurations(_ seconds: Int64, _ text: String) {
    #expect(HumanDuration.text(.seconds(seconds)) == text)
  }

  @Test func showsPods() {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 1))
    let name = cluster.items(Sample.pods).first?.name ?? ""
    cluster.merge(
      "\(Sample.pods)/\(name)/status",
      [
        "status": [
          "phase": "Running", "podIP": "127.0.0.9",
          "containerStatuses": [
            ["name": "server", "ready": true, "restartCount": 2, "state": ["running": [:]]]
          ],
        ]
      ])
    cluster.now = cluster.now + .seconds(130)
    let table = cluster.send(.get, Sample.pods, accept: "application/json;as=Table;v=v1;g=meta.k8s.io").body
    let columns = table["columnDefinitions"]?.elements.compactMap { $0["name"]?.string }
    #expect(
      columns == ["Name", "Ready", "Status", "Restarts", "Age", "IP", "Node", "Nominated Node", "Readiness Gates"])
    let cells: [JSONValue] = [
      .string(name), "1/1", "Running", "2", "2m10s", "127.0.0.9", "<none>", "<none>", "<none>",
    ]
    #expect(table["rows"]?[0]?["cells"]?.elements == cells)
    #expect(table["rows"]?[0]?["object"]?["kind"] == "PartialObjectMetadata")
  }

  @Test(arguments: [("None", false, false), ("Metadata", true, false), ("Object", true, true)])
  func includesWhatIsAskedFor(_ include: String, _ hasObject: Bool, _ hasSpec: Bool) {
    var cluster = TestCluster()
    cluster.post(Sample.deployments, Sample.deployment(replicas: 0))
    let table = cluster.send(
      .get, Sample.deployments + "?includeObject=\(include)", accept: "application/json;as=Table;v=v1;g=meta.k8s.io"
    ).body
    #expect((table["rows"]?[0]?["object"] != .null) == hasObject)
    #expect((table["rows"]?[0]?["object"]?["spec"] != nil) == hasSpec)
  }

  @Test(arguments: [
    (#"{"status":{"phase":"Pending"}}"#, "Pending"),
    (
      #"{"status":{"phase":"Pending","containerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}]}}"#,
      "ImagePullBackOff"
    ),
    (#"{"status":{"phase":"Failed","containerStatuses":[{"state":{"terminated":{"exitCode":3}}}]}}"#, "ExitCode:3"),
    (#"{"status":{"phase":"Running","reason":"Evicted"}}"#, "Evicted"),
    (#"{"metadata":{"deletionTimestamp":"2026-01-01T00:00:00Z"},"status":{"phase":"Running"}}"#, "Terminating"),
  ])
  func summarisesPods(_ pod: String, _ status: String) throws {
    #expect(PodSummary(try JSONParser.parse(pod)).reason == status)
  }
}
