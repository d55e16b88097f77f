import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct CustomResourceTests {
  private static let definition: JSONValue = [
    "metadata": ["name": "things.example.com"],
    "spec": [
      "group": "example.com", "scope": "Namespaced", "names": ["plural": "things", "kind": "Thing"],
      "versions": [
        [
          "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
          "schema": [
            "openAPIV3Schema": [
              "type": "object",
              "properties": [
                "spec": ["type": "object", "properties": ["n": ["type": "integer", "default": 1]]],
                "status": ["type": "object", "properties": ["s": ["type": "string"]]],
              ],
            ]
          ],
        ]
      ],
    ],
  ]

  private static let path = "/apis/example.com/v1/namespaces/default/things"

  private func makeCluster() -> TestCluster {
    var cluster = TestCluster()
    cluster.post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Self.definition)
    return cluster
  }

  @Test func replacingNeedsAVersion() {
    var cluster = makeCluster()
    var thing = cluster.post(
      Self.path, ["apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a"], "spec": [:]])
    #expect(thing["spec"]?["n"] == 1)
    thing[["spec", "n"]] = 2
    #expect(cluster.send(.put, Self.path + "/a", thing).status == 200)
    thing[["metadata", "resourceVersion"]] = nil
    #expect(cluster.send(.put, Self.path + "/a", thing).status == 422)
  }

  @Test func theStatusIsASubresource() {
    var cluster = makeCluster()
    cluster.post(
      Self.path,
      [
        "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a"], "spec": ["n": 1],
        "status": ["s": "no"],
      ])
    #expect(cluster.get(Self.path + "/a")["status"] == nil)
    let reply = cluster.merge(Self.path + "/a/status", ["spec": ["n": 9], "status": ["s": "yes"]])
    #expect(reply.body["status"]?["s"] == "yes")
    #expect(reply.body["spec"]?["n"] == 1)
    #expect(reply.body.generation == 1)
  }

  @Test func aDryRunLeavesNothing() {
    var cluster = makeCluster()
    let thing: JSONValue = [
      "apiVersion": "example.com/v1", "kind": "Thing", "metadata": ["name": "a"], "spec": ["n": 1],
    ]
    #expect(cluster.send(.post, Self.path + "?dryRun=All", thing).status == 201)
    #expect(cluster.send(.get, Self.path + "/a").status == 404)
    cluster.post(Self.path, thing)
    let before = cluster.cluster.revision
    let reply = cluster.send(
      .patch, Self.path + "/a?dryRun=All", ["spec": ["n": 5]], type: "application/merge-patch+json")
    #expect(reply.body["spec"]?["n"] == 5)
    #expect(cluster.send(.delete, Self.path + "/a?dryRun=All").status == 200)
    #expect(cluster.cluster.revision == before)
  }
}
