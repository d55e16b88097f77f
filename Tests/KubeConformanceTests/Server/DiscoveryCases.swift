import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct DiscoveryCases {
  @Test("the server tells its version and is well", arguments: ConformanceServer.all)
  func version(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      #expect(try await scene.client.version().release?.major == 1)
      try await scene.client.check(.ready)
      try await scene.client.check(.live)
    }
  }

  @Test("discovery knows what is built in", arguments: ConformanceServer.all)
  func builtIn(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let discovery = try await scene.client.discover()
      #expect(discovery.serves(Deployment.resourceType) && discovery.serves(Namespace.resourceType))
      let deployments = discovery.resource(named: "deploy")
      #expect(deployments?.type == Deployment.resourceType && deployments?.supports("patch") == true)
      let subresources = deployments?.subresources ?? []
      #expect(subresources.contains("status") && subresources.contains("scale"))
    }
  }

  @Test("both forms of discovery say the same", arguments: ConformanceServer.all)
  func forms(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let discovery = try await scene.client.discover()
      for (group, version) in [("", "v1"), ("apps", "v1"), ("coordination.k8s.io", "v1")] {
        let plain = try await scene.client.resources(group: group, version: version)
        let aggregated = discovery.resources.filter { $0.type.group == group && $0.type.version == version }
        #expect(Set(plain.map(\.type)) == Set(aggregated.map(\.type)))
        #expect(Set(plain.flatMap(\.shortNames)) == Set(aggregated.flatMap(\.shortNames)))
      }
    }
  }

  @Test("the core group and the named ones are listed", arguments: ConformanceServer.all)
  func groups(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let groups = try await scene.client.groups()
      #expect(groups.first?.name == "" && groups.first?.versions == ["v1"])
      #expect(groups.contains { $0.name == "apps" && $0.versions.first == "v1" })
    }
  }

  @Test("a kind is served or not", arguments: ConformanceServer.all)
  func serves(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      #expect(try await scene.client.serves(Service.resourceType))
      var type = Deployment.resourceType
      type.version = "v9"
      #expect(try await !scene.client.serves(type))
      type = ResourceType(group: "apps", version: "v1", kind: "Nope", plural: "nopes")
      #expect(try await !scene.client.serves(type))
    }
  }

  @Test("an unknown group has no resources", arguments: ConformanceServer.all)
  func unknownGroup(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.client.resources(group: "nope.example.com", version: "v1")
      }
      #expect(error?.code == .notServed)
    }
  }
}
