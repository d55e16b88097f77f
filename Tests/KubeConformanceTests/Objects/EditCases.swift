import KubeClient
import KubeCore
import KubeTypes
import Synchronization
import Testing

@Suite struct EditCases {
  @Test("a typed edit keeps what the type does not know", arguments: ConformanceServer.all)
  func unknownFields(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let typed = scene.client.api(Deployment.self, namespace: scene.namespace)
      try await typed.edit("web") { deployment in
        deployment.spec?.template.spec.containers[0].image = "registry.example/a:2"
      }
      let after = try await scene.deployments.get("web")
      let pod = after.content[["spec", "template", "spec"]]
      #expect(pod?["containers"]?[0]?["image"] == "registry.example/a:2")
      #expect(pod?["hostAliases"] == [["ip": "10.0.0.1"]])
      #expect(pod?["containers"]?[0]?["terminationMessagePath"] == "/dev/termination-log")
    }
  }

  @Test("an edit without a change writes nothing", arguments: ConformanceServer.all)
  func noChange(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      try await scene.maps.edit("one") { _ in }
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("what is missing cannot be edited", arguments: ConformanceServer.all)
  func missing(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await scene.maps.edit("none") { _ in } }
      #expect(error?.code == .notFound)
    }
  }

  @Test("edits at the same time all have their effect", arguments: ConformanceServer.all)
  func concurrent(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("counter", ["count": "0"])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<6 {
          group.addTask {
            for _ in 0..<3 {
              try await scene.maps.edit("counter") { map in
                let count = map.content["data"]?["count"]?.string.flatMap { Int($0) } ?? 0
                map.content[["data", "count"]] = .string("\(count + 1)")
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await scene.maps.get("counter").content["data"] == ["count": "18"])
    }
  }

  @Test(
    "an edit of what somebody deletes and creates anew does not hit the successor", arguments: ConformanceServer.all)
  func successor(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      var stored = try await scene.maps.stored("one")
      try await scene.maps.delete("one")
      _ = try await scene.makeMap("one", ["a": "new"])
      stored.object.content["data"] = ["a": "old edit"]
      let late = stored
      let error = await scene.error { () throws(KubeError) in try await scene.maps.save(late) }
      #expect(error?.code == .conflict)
      #expect(try await scene.maps.get("one").content["data"] == ["a": "new"])
    }
  }

  @Test("an edit belongs to its manager, and leaves others theirs", arguments: ConformanceServer.all)
  func managers(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.maps.apply("one", ["data": ["a": "1"]], fieldManager: "alpha")
      try await scene.maps.edit("one", WriteOptions(fieldManager: "editor")) { $0.content[["data", "b"]] = "2" }
      let map = try await scene.maps.apply("one", ["data": ["a": "3"]], fieldManager: "alpha")
      #expect(map.content["data"] == ["a": "3", "b": "2"])
    }
  }
}
