import KubeClient
import KubeCore
import Testing

@Suite struct RefusalCases {
  private func refusal(_ scene: Scene, _ request: KubeRequest) async -> KubeError? {
    await scene.error { () throws(KubeError) in try await scene.client.perform(request) }
  }

  @Test("a form that the server does not write is not acceptable", arguments: ConformanceServer.all)
  func notAcceptable(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await refusal(
        scene, KubeRequest(method: .get, path: "/api/v1/namespaces", headers: [.init("Accept", "application/xml")]))
      #expect(error?.code == .notAcceptable)
    }
  }

  @Test("a form that the server does not read is unsupported", arguments: ConformanceServer.all)
  func unsupportedMediaType(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await refusal(
        scene,
        KubeRequest(
          method: .post, path: "/api/v1/namespaces/\(scene.namespace)/configmaps",
          headers: [.init("Content-Type", "application/xml")], body: Array("<x/>".utf8)))
      #expect(error?.code == .unsupportedMediaType)
    }
  }

  @Test("what cannot be done to a resource is not allowed", arguments: ConformanceServer.all)
  func methodNotAllowed(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await refusal(
        scene,
        KubeRequest(
          method: .post, path: "/api/v1/namespaces/\(scene.namespace)/configmaps/one",
          headers: [.init("Content-Type", "application/json")], body: Array("{}".utf8)))
      #expect(error?.code == .methodNotAllowed)
    }
  }

  @Test("a body that is not JSON is a bad request", arguments: ConformanceServer.all)
  func notJSON(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await refusal(
        scene,
        KubeRequest(
          method: .post, path: "/api/v1/namespaces/\(scene.namespace)/configmaps",
          headers: [.init("Content-Type", "application/json")], body: Array("{nope".utf8)))
      #expect(error?.code == .badRequest && error?.outcome == .unchanged)
    }
  }

  @Test("a path that is none is not served", arguments: ConformanceServer.all)
  func unknownPath(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await refusal(scene, KubeRequest(method: .get, path: "/nope"))
      #expect(error?.code == .notServed && error?.httpStatus == 404)
    }
  }

  @Test("a subresource that a kind does not have is not served", arguments: ConformanceServer.all)
  func unknownSubresource(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in try await scene.maps.scale("one") }
      #expect(error?.code == .notServed)
    }
  }

  @Test("a selector that is none is a bad request", arguments: ConformanceServer.all)
  func badSelector(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let request = KubeRequest(
        method: .get, path: "/api/v1/namespaces/\(scene.namespace)/configmaps",
        query: [.init("labelSelector", "a b c")])
      #expect(await refusal(scene, request)?.code == .badRequest)
    }
  }

  @Test("a match without a version is invalid", arguments: ConformanceServer.all)
  func matchWithoutVersion(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let request = KubeRequest(
        method: .get, path: "/api/v1/namespaces/\(scene.namespace)/configmaps",
        query: [.init("resourceVersionMatch", "Exact")])
      let error = await refusal(scene, request)
      #expect(error?.code == .invalid && error?.causes.first?.field == "resourceVersionMatch")
    }
  }
}
