import KubeClient
import KubeCore
import Testing

@Suite struct ApplyCases {
  private func apply(
    _ scene: Scene, _ data: JSONValue, by manager: String, force: Bool = false
  ) async throws(KubeError) -> DynamicObject {
    try await scene.maps.apply("one", ["data": data], fieldManager: manager, force: force)
  }

  @Test("apply creates what is missing", arguments: ConformanceServer.all)
  func creates(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await apply(scene, ["a": "1"], by: "alpha")
      #expect(map.content["data"] == ["a": "1"])
      #expect(map.content["metadata"]?["managedFields"]?[0]?["operation"] == "Apply")
    }
  }

  @Test("the same again changes nothing", arguments: ConformanceServer.all)
  func again(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await apply(scene, ["a": "1"], by: "alpha")
      #expect(try await apply(scene, ["a": "1"], by: "alpha").resourceVersion == map.resourceVersion)
    }
  }

  @Test("a field that is left out is removed", arguments: ConformanceServer.all)
  func dropped(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1", "b": "2"], by: "alpha")
      #expect(try await apply(scene, ["a": "1"], by: "alpha").content["data"] == ["a": "1"])
    }
  }

  @Test("a field that others own as well stays when one lets it go", arguments: ConformanceServer.all)
  func shared(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1", "b": "2"], by: "alpha")
      _ = try await apply(scene, ["b": "2"], by: "beta")
      #expect(try await apply(scene, ["a": "1"], by: "alpha").content["data"] == ["a": "1", "b": "2"])
    }
  }

  @Test("two managers with fields of their own do not meet", arguments: ConformanceServer.all)
  func separate(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1"], by: "alpha")
      #expect(try await apply(scene, ["b": "2"], by: "beta").content["data"] == ["a": "1", "b": "2"])
    }
  }

  @Test("another value for somebody's field is a conflict that names them", arguments: ConformanceServer.all)
  func conflict(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await apply(scene, ["a": "1"], by: "alpha")
      let error = await scene.error { () throws(KubeError) in try await apply(scene, ["a": "2"], by: "beta") }
      #expect(error?.code == .conflict)
      #expect(error?.fieldConflicts == [KubeError.FieldConflict(manager: "alpha", field: ".data.a")])
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("force takes a field over, and its former owner meets the conflict", arguments: ConformanceServer.all)
  func force(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1"], by: "alpha")
      #expect(try await apply(scene, ["a": "2"], by: "beta", force: true).content["data"] == ["a": "2"])
      let error = await scene.error { () throws(KubeError) in try await apply(scene, ["a": "1"], by: "alpha") }
      #expect(error?.fieldConflicts.map(\.manager) == ["beta"])
    }
  }

  @Test("who updates a field owns it", arguments: ConformanceServer.all)
  func update(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1"], by: "alpha")
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]), WriteOptions(fieldManager: "editor"))
      let error = await scene.error { () throws(KubeError) in try await apply(scene, ["a": "1"], by: "alpha") }
      #expect(error?.code == .conflict && error?.fieldConflicts.first?.manager.hasPrefix("editor") == true)
    }
  }

  @Test("apply without a manager is invalid", arguments: ConformanceServer.all)
  func noManager(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let body: JSONValue = ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "one"]]
      let error = await scene.error { () throws(KubeError) in try await scene.maps.patch("one", .apply(body)) }
      #expect(error?.code == .invalid && error?.causes.first?.field == "fieldManager")
    }
  }

  @Test("apply does not take managed fields", arguments: ConformanceServer.all)
  func managedFields(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let body: JSONValue = ["metadata": ["managedFields": [["manager": "x"]]]]
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.apply("one", body, fieldManager: "alpha")
      }
      #expect(error?.code == .badRequest)
    }
  }

  @Test("a keyed list is merged by its keys", arguments: ConformanceServer.all)
  func keyedList(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"), WriteOptions(fieldManager: "author"))
      let side: JSONValue = [["name": "side", "image": "registry.example/s:1"]]
      func apply(_ containers: JSONValue) async throws(KubeError) -> [String] {
        let deployment = try await scene.deployments.apply(
          "web", ["spec": ["template": ["spec": ["containers": containers]]]], fieldManager: "injector")
        let elements = deployment.content[["spec", "template", "spec", "containers"]]?.elements ?? []
        return elements.compactMap { $0["name"]?.string }.sorted()
      }
      #expect(try await apply(side) == ["a", "side"])
      #expect(try await apply([]) == ["a"])
    }
  }

  @Test("a dry apply changes nothing", arguments: ConformanceServer.all)
  func dryRun(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await apply(scene, ["a": "1"], by: "alpha")
      var options = WriteOptions(fieldManager: "alpha")
      options.dryRun = true
      let dry = try await scene.maps.apply("one", ["data": ["a": "9"]], options)
      #expect(dry.content["data"] == ["a": "9"])
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("an apply with a version applies to that version alone", arguments: ConformanceServer.all)
  func guarded(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await apply(scene, ["a": "1"], by: "alpha")
      let body: JSONValue = [
        "metadata": ["resourceVersion": .string(map.resourceVersion ?? "")], "data": ["a": "2"],
      ]
      _ = try await scene.maps.apply("one", body, fieldManager: "alpha")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.apply("one", body, fieldManager: "alpha")
      }
      #expect(error?.code == .conflict)
    }
  }

  @Test("each manager has an entry of its own", arguments: ConformanceServer.all)
  func entries(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await apply(scene, ["a": "1"], by: "alpha")
      let map = try await apply(scene, ["b": "2"], by: "beta")
      let entries = map.content["metadata"]?["managedFields"]?.elements ?? []
      #expect(Set(entries.compactMap { $0["manager"]?.string }) == ["alpha", "beta"])
    }
  }
}
