import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct PatchCases {
  @Test("a merge patch sets, adds and removes", arguments: ConformanceServer.all)
  func merge(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one", ["a": "1", "b": "2"])
      let map = try await scene.maps.patch("one", .merge(["data": ["a": "9", "b": .null, "c": "3"]]))
      #expect(map.content["data"] == ["a": "9", "c": "3"])
    }
  }

  @Test("a patch that changes nothing keeps the version", arguments: ConformanceServer.all)
  func noChange(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(
        try await scene.maps.patch("one", .merge(["data": ["a": "1"]])).resourceVersion == map.resourceVersion)
    }
  }

  @Test("a merge patch with a version applies to that version alone", arguments: ConformanceServer.all)
  func guarded(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let patch = Patch.merge([
        "metadata": ["resourceVersion": .string(map.resourceVersion ?? "")], "data": ["a": "2"],
      ])
      #expect(try await scene.maps.patch("one", patch).content["data"] == ["a": "2"])
      let error = await scene.error { () throws(KubeError) in try await scene.maps.patch("one", patch) }
      #expect(error?.code == .conflict)
    }
  }

  @Test("a merge patch replaces lists whole", arguments: ConformanceServer.all)
  func lists(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let patch: JSONValue = [
        "spec": ["template": ["spec": ["containers": [["name": "b", "image": "registry.example/b:1"]]]]]
      ]
      let after = try await scene.deployments.patch("web", .merge(patch))
      #expect(containers(after) == ["b"])
    }
  }

  @Test("a JSON patch adds, replaces and removes", arguments: ConformanceServer.all)
  func json(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one", ["a": "1", "b": "2"])
      let map = try await scene.maps.patch(
        "one", .json([.add("/data/z", "9"), .replace("/data/a", "5"), .remove("/data/b")]))
      #expect(map.content["data"] == ["a": "5", "z": "9"])
    }
  }

  @Test("a JSON patch copies and moves", arguments: ConformanceServer.all)
  func copyAndMove(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one", ["a": "1", "b": "2"])
      let map = try await scene.maps.patch(
        "one", .json([.copy(from: "/data/a", to: "/data/c"), .move(from: "/data/b", to: "/data/d")]))
      #expect(map.content["data"] == ["a": "1", "c": "1", "d": "2"])
    }
  }

  @Test("a JSON patch whose test fails changes nothing", arguments: ConformanceServer.all)
  func failingTest(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.patch("one", .json([.test("/data/a", "no"), .remove("/data/a")]))
      }
      #expect(error?.code == .invalid && error?.description.contains("a test of the JSON patch failed") == true)
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("a JSON patch can test the version", arguments: ConformanceServer.all)
  func versionTest(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let patch = Patch.json([
        .test("/metadata/resourceVersion", .string(map.resourceVersion ?? "")), .replace("/data/a", "2"),
      ])
      #expect(try await scene.maps.patch("one", patch).content["data"] == ["a": "2"])
      let error = await scene.error { () throws(KubeError) in try await scene.maps.patch("one", patch) }
      #expect(error?.code == .invalid)
    }
  }

  @Test("a JSON patch cannot remove what is not there", arguments: ConformanceServer.all)
  func missingPath(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.patch("one", .json([.remove("/data/none")]))
      }
      #expect(error?.code == .invalid)
    }
  }

  @Test("keys with slashes and tildes can be reached", arguments: ConformanceServer.all)
  func escapedKeys(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.maps.create(
        DynamicObject(["metadata": ["name": "one", "annotations": ["example.com/a": "1"]]]))
      let path = JSONPatchOperation.pointer("metadata", "annotations", "example.com/a")
      let map = try await scene.maps.patch("one", .json([.replace(path, "2")]))
      #expect(map.annotations["example.com/a"] == "2")
    }
  }

  @Test("a strategic patch merges containers by name", arguments: ConformanceServer.all)
  func strategic(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let sidecar: JSONValue = [["name": "side", "image": "registry.example/s:1"]]
      let both = try await scene.deployments.patch("web", .strategic(template(sidecar)))
      #expect(Set(containers(both)) == ["a", "side"])
    }
  }

  @Test("a strategic patch removes by directive", arguments: ConformanceServer.all)
  func directive(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let sidecar: JSONValue = [["name": "side", "image": "registry.example/s:1"]]
      _ = try await scene.deployments.patch("web", .strategic(template(sidecar)))
      let after = try await scene.deployments.patch(
        "web", .strategic(template([["name": "side", "$patch": "delete"]])))
      #expect(containers(after) == ["a"])
    }
  }

  @Test("what is not there cannot be patched", arguments: ConformanceServer.all)
  func missing(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await scene.maps.patch("none", .merge([:])) }
      #expect(error?.code == .notFound)
    }
  }

  @Test("a dry patch changes nothing", arguments: ConformanceServer.all)
  func dryRun(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      var options = WriteOptions()
      options.dryRun = true
      #expect(try await scene.maps.patch("one", .merge(["data": ["a": "2"]]), options).content["data"] == ["a": "2"])
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("a value of the wrong type is refused", arguments: ConformanceServer.all)
  func wrongType(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.patch("one", .merge(["data": ["a": ["b": "c"]]]))
      }
      #expect(error != nil && error?.isTransient == false)
      #expect(try await scene.maps.get("one").content["data"] == ["a": "1"])
    }
  }

  @Test("what must not change is refused with its field", arguments: ConformanceServer.all)
  func immutableField(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let error = await scene.error { () throws(KubeError) in
        try await scene.deployments.patch("web", .merge(["spec": ["selector": ["matchLabels": ["app": "other"]]]]))
      }
      #expect(error?.code == .invalid && error?.causes.contains { $0.field == "spec.selector" } == true)
    }
  }

  private func template(_ containers: JSONValue) -> JSONValue {
    ["spec": ["template": ["spec": ["containers": containers]]]]
  }

  private func containers(_ deployment: DynamicObject) -> [String] {
    (deployment.content[["spec", "template", "spec", "containers"]]?.elements ?? []).compactMap { $0["name"]?.string }
  }
}
