import KubeClient
import KubeCore
import Testing

/// Writes whose answer is lost after the server has carried them out.
@Suite struct RepetitionCases {
  private func maps(_ scene: Scene, retries: RetryPolicy = RetryPolicy(tries: 3)) -> API<DynamicObject> {
    KubeClient(transport: CutTransport(scene.client.transport, losing: 1), retries: retries)
      .api(Scene.configMapType, namespace: scene.namespace)
  }

  @Test("an apply is repeated, and once is enough", arguments: ConformanceServer.all)
  func apply(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await maps(scene).apply("one", ["data": ["a": "1"]], fieldManager: "alpha")
      #expect(map.content["data"] == ["a": "1"] && map.generation == nil)
    }
  }

  @Test("a creation that is repeated meets itself, and says that it may be so", arguments: ConformanceServer.all)
  func create(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      var options = WriteOptions()
      options.repeatsCreation = true
      let understood = options
      let error = await scene.error { () throws(KubeError) in
        try await maps(scene).create(Scene.map("one"), understood)
      }
      #expect(error?.code == .alreadyExists && error?.outcome == .unknown)
      #expect(try await scene.maps.find("one") != nil)
    }
  }

  @Test("a creation that is not repeated says that it may have had its effect", arguments: ConformanceServer.all)
  func unknown(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      let error = await scene.error { () throws(KubeError) in try await maps(scene).create(Scene.map("one")) }
      #expect(error?.code == .connectionLost && error?.outcome == .unknown)
      #expect(try await scene.maps.find("one") != nil)
    }
  }

  @Test("a guarded deletion that is repeated is done", arguments: ConformanceServer.all)
  func delete(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(try await maps(scene).delete("one", DeleteOptions(uid: map.uid)) == .done(uid: map.uid))
      #expect(try await scene.maps.find("one") == nil)
    }
  }

  @Test("a guarded replacement that is repeated conflicts with itself, and says so", arguments: ConformanceServer.all)
  func replace(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var map = try await scene.makeMap("one")
      map.content["data"] = ["a": "2"]
      let changed = map
      let error = await scene.error { () throws(KubeError) in try await maps(scene).replace("one", with: changed) }
      #expect(error?.code == .conflict && error?.outcome == .unknown)
      #expect(try await scene.maps.get("one").content["data"] == ["a": "2"])
    }
  }

  @Test("a read is repeated without a word", arguments: ConformanceServer.all)
  func read(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(try await maps(scene).get("one") == map)
    }
  }
}
