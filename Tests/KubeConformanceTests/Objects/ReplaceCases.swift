import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct ReplaceCases {
  @Test("a replacement of the current version makes a new one", arguments: ConformanceServer.all)
  func current(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var map = try await scene.makeMap("one")
      let before = map.resourceVersion
      map.content["data"] = ["b": "2"]
      let after = try await scene.maps.replace("one", with: map)
      #expect(after.content["data"] == ["b": "2"] && after.uid == map.uid && after.resourceVersion != before)
    }
  }

  @Test("a replacement of an older version is a conflict, and changes nothing", arguments: ConformanceServer.all)
  func stale(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let old = try await scene.makeMap("one")
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      let error = await scene.error { () throws(KubeError) in try await scene.maps.replace("one", with: old) }
      #expect(error?.code == .conflict && error?.retryClass == .afterReading && error?.outcome == .unchanged)
      #expect(try await scene.maps.get("one").content["data"] == ["a": "2"])
    }
  }

  @Test("a built-in object can be replaced whatever its version", arguments: ConformanceServer.all)
  func unconditional(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let after = try await scene.maps.replace("one", with: Scene.map("one", ["c": "3"]))
      #expect(after.content["data"] == ["c": "3"])
    }
  }

  @Test("a replacement that changes nothing keeps the version", arguments: ConformanceServer.all)
  func noChange(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(try await scene.maps.replace("one", with: map).resourceVersion == map.resourceVersion)
    }
  }

  @Test("an object cannot be replaced by one of another name", arguments: ConformanceServer.all)
  func otherName(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.replace("one", with: Scene.map("two"))
      }
      #expect(error?.code == .badRequest)
    }
  }

  @Test("an object cannot be replaced by one of another uid", arguments: ConformanceServer.all)
  func otherUID(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      var other = Scene.map("one")
      other.content[["metadata", "uid"]] = "00000000-0000-4000-8000-000000000001"
      let wrong = other
      let error = await scene.error { () throws(KubeError) in try await scene.maps.replace("one", with: wrong) }
      #expect(error?.code == .conflict)
    }
  }

  @Test("what is not there cannot be replaced", arguments: ConformanceServer.all)
  func missing(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.replace("none", with: Scene.map("none"))
      }
      #expect(error?.code == .notFound)
    }
  }

  @Test("an immutable object stays as it is", arguments: ConformanceServer.all)
  func immutable(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var map = Scene.map("one")
      map.content["immutable"] = true
      var created = try await scene.maps.create(map)
      created.content["data"] = ["a": "2"]
      let changed = created
      let error = await scene.error { () throws(KubeError) in try await scene.maps.replace("one", with: changed) }
      #expect(error?.code == .invalid && error?.causes.first?.reason == "FieldValueForbidden")
    }
  }

  @Test("a dry replacement changes nothing", arguments: ConformanceServer.all)
  func dryRun(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      var options = WriteOptions()
      options.dryRun = true
      let after = try await scene.maps.replace("one", with: Scene.map("one", ["x": "y"]), options)
      #expect(after.content["data"] == ["x": "y"])
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("the generation counts changes of the spec, and no others", arguments: ConformanceServer.all)
  func generation(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let first = try await scene.deployments.create(Scene.deployment("web"))
      #expect(first.generation == 1)
      let labelled = try await scene.deployments.patch("web", .merge(["metadata": ["labels": ["x": "y"]]]))
      #expect(labelled.generation == 1)
      let paused = try await scene.deployments.patch("web", .merge(["spec": ["paused": true]]))
      #expect(paused.generation == 2)
    }
  }
}
