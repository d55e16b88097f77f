import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct SubresourceCases {
  @Test("a deployment is scaled through its scale", arguments: ConformanceServer.all)
  func scale(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.deployments.create(Scene.deployment("web"))
      let scale = try await scene.deployments.scale("web")
      #expect(scale.replicas == 0 && scale.status?.selector == "app=web")
      // Paused, so that no pods come of it.
      _ = try await scene.deployments.patch("web", .merge(["spec": ["paused": true]]))
      let error = await scene.error { () throws(KubeError) in
        try await scene.deployments.scale("web", to: 0, resourceVersion: scale.metadata.resourceVersion)
      }
      #expect(error?.code == .conflict)
    }
  }

  @Test("a scale of what is missing is not found", arguments: ConformanceServer.all)
  func missingScale(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await scene.deployments.scale("none") }
      #expect(error?.code == .notFound)
    }
  }

  @Test("the status of a built-in kind ignores the spec", arguments: ConformanceServer.all)
  func status(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let service = Service(metadata: ObjectMeta(name: "svc"), spec: ServiceSpec(ports: [ServicePort(port: 80)]))
      _ = try await scene.services.create(service)
      let patch: JSONValue = [
        "spec": ["ports": [["port": 81]]], "status": ["loadBalancer": [:]],
      ]
      let after = try await scene.services.patch("svc", .merge(patch), subresource: "status")
      #expect(after.spec?.ports?.first?.port == 80)
    }
  }

  @Test("a pod that is missing cannot be evicted", arguments: ConformanceServer.all)
  func eviction(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let pods = scene.client.api(Pod.self, namespace: scene.namespace)
      let error = await scene.error { () throws(KubeError) in try await pods.evict("none") }
      #expect(error?.code == .notFound && error?.status?.details?.kind == "pods")
    }
  }

  @Test(
    "a log of a pod that is missing is not found",
    arguments: ConformanceServer.real(because: "the simulator keeps no logs"))
  func logs(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.client.logs(of: "none", namespace: scene.namespace)
      }
      #expect(error?.code == .notFound)
    }
  }
}
