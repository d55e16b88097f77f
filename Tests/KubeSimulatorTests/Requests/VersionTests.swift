import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Custom resources of several versions, converted by strategy `None`.
@Suite struct VersionTests {
  private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

  private static func version(_ name: String, storage: Bool, _ properties: JSONValue) -> JSONValue {
    let spec: JSONValue = ["type": "object", "properties": properties]
    return [
      "name": .string(name), "served": true, "storage": .bool(storage),
      "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
    ]
  }

  private func makeCluster() -> TestCluster {
    var cluster = TestCluster()
    var old = Self.version("v1beta1", storage: false, ["a": ["type": "string"], "c": ["type": "boolean"]])
    old["deprecated"] = true
    let new = Self.version("v1", storage: true, ["a": ["type": "string"], "b": ["type": "integer", "default": 3]])
    cluster.post(
      Self.definitions,
      [
        "metadata": ["name": "things.example.com"],
        "spec": [
          "group": "example.com", "scope": "Namespaced", "names": ["plural": "things", "kind": "Thing"],
          "versions": [new, old],
        ],
      ])
    return cluster
  }

  private func path(_ version: String) -> String { "/apis/example.com/\(version)/namespaces/default/things" }

  private func thing(_ version: String, _ spec: JSONValue) -> JSONValue {
    [
      "apiVersion": .string("example.com/\(version)"), "kind": "Thing", "metadata": ["name": "a"], "spec": spec,
    ]
  }

  @Test func showsEachVersionWhatItKnows() {
    var cluster = makeCluster()
    let created = cluster.post(path("v1beta1"), thing("v1beta1", ["a": "x", "c": true]))
    #expect(created["spec"] == ["a": "x"], "what the stored version does not know is lost")
    #expect(cluster.get(path("v1") + "/a")["spec"] == ["a": "x", "b": 3])
    #expect(cluster.get(path("v1beta1") + "/a")["spec"] == ["a": "x"])
    #expect(cluster.get(path("v1beta1") + "/a")["apiVersion"] == "example.com/v1beta1")
  }

  @Test func warnsOfWhatIsDeprecated() {
    let cluster = makeCluster()
    var copy = cluster.cluster
    let answer = copy.handle(cluster.makeRequest(.get, path("v1beta1")), at: cluster.now)
    let warnings = answer.headers.filter { $0.name == "Warning" }.map(\.value)
    #expect(warnings == ["299 - \"example.com/v1beta1 Thing is deprecated; use example.com/v1 Thing\""])
  }

  @Test func forgetsOwnersWhoseVersionDoesNotKnowAMember() {
    var cluster = makeCluster()
    cluster.post(path("v1"), thing("v1", ["a": "x"]))
    let patched = cluster.merge(path("v1beta1") + "/a", ["spec": ["c": false]])
    #expect(patched.status == 200)
    #expect(patched.body["metadata"]?["managedFields"] == nil)
    let applied = cluster.apply(path("v1") + "/a", thing("v1", ["a": "y"]), manager: "m", force: true)
    let managers = applied.body["metadata"]?["managedFields"]?.elements.compactMap { $0["manager"]?.string }
    #expect(managers == ["m", "before-first-apply"] || managers == ["m"])
  }

  @Test func keepsAVersionThatMayBeStored() {
    var cluster = makeCluster()
    var definition = cluster.get(Self.definitions + "/things.example.com")
    definition[["spec", "versions"]] = [Self.version("v2", storage: true, [:])]
    let reply = cluster.send(.put, Self.definitions + "/things.example.com", definition)
    #expect(reply.status == 422)
    #expect(reply.body["message"]?.string?.contains("missing from spec.versions; v1 was previously") == true)
  }

  @Test func givesNamesOnce() {
    var cluster = makeCluster()
    cluster.post(
      Self.definitions,
      [
        "metadata": ["name": "others.example.com"],
        "spec": [
          "group": "example.com", "scope": "Namespaced", "names": ["plural": "others", "kind": "Thing"],
          "versions": [Self.version("v1", storage: true, [:])],
        ],
      ])
    let other = cluster.get(Self.definitions + "/others.example.com")
    #expect(other.condition("NamesAccepted")?["reason"] == "ListKindConflict")
    #expect(other.condition("Established")?["status"] == "False")
    #expect(cluster.send(.get, "/apis/example.com/v1/others").status == 404)
    cluster.send(.delete, Self.definitions + "/things.example.com")
    #expect(cluster.send(.get, "/apis/example.com/v1/others").status == 200)
  }
}
