import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Who owns the fields of an object, and what of its metadata nobody may change.
@Suite struct OwnershipTests {
  private let path = Sample.configMaps + "/a"

  @Test func anEmptyOwnerTakesAllOwnersAway() {
    var cluster = TestCluster()
    cluster.post(Sample.configMaps, Sample.configMap("a"))
    var object = cluster.get(path)
    object[["metadata", "managedFields"]] = [[:]]
    #expect(cluster.send(.put, path, object).body.metadata["managedFields"] == nil)
    #expect(cluster.merge(path, ["data": ["b": "2"]]).body.metadata["managedFields"] == nil)
  }

  @Test func whoAppliesWhatIsThereOwnsItWithoutATime() {
    var cluster = TestCluster()
    cluster.apply(path, Sample.configMap("a"), manager: "one")
    let owners = cluster.apply(path, Sample.configMap("a"), manager: "two").body.metadata["managedFields"]?.elements ?? []
    #expect(owners.map { $0["manager"]?.string } == ["two", "one"])
    #expect(owners.first?["time"] == nil)
    #expect(owners.last?["time"] != nil)
  }

  @Test(arguments: ["deletionTimestamp", "deletionGracePeriodSeconds"])
  func onlyADeletionSaysWhenAnObjectGoes(_ field: String) {
    var cluster = TestCluster()
    cluster.post(Sample.configMaps, Sample.configMap("a"))
    let value: JSONValue = field == "deletionTimestamp" ? "2030-01-01T00:00:00Z" : 5
    let reply = cluster.merge(path, ["metadata": .object([field: value])])
    #expect(reply.status == 422)
    #expect(reply.body["details"]?["causes"]?[0]?["field"]?.string == "metadata.\(field)")
  }

  @Test func eventsOfTheNewGroupAreHeldToMore() {
    var cluster = TestCluster()
    let event: JSONValue = [
      "metadata": ["name": "e"], "reason": "Because", "action": "Act", "type": "Normal", "reportingController": "e.com/c",
      "reportingInstance": "i", "regarding": ["kind": "Pod", "name": "p", "namespace": "default"],
      "eventTime": "2026-01-01T00:00:00.000000Z",
    ]
    let events = "/apis/events.k8s.io/v1/namespaces/default/events"
    #expect(cluster.send(.post, events, event).status == 201)
    #expect(cluster.merge(events + "/e", ["reason": "Other"]).status == 422)
    #expect(cluster.merge("/api/v1/namespaces/default/events/e", ["reason": "Other"]).status == 200)
  }
}
