import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct ReadCases {
  @Test("what is read is what was created", arguments: ConformanceServer.all)
  func get(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let created = try await scene.makeMap("one")
      #expect(try await scene.maps.get("one") == created)
    }
  }

  @Test("an object that is missing is named", arguments: ConformanceServer.all)
  func missing(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      let error = await scene.error { () throws(KubeError) in try await scene.maps.get("none") }
      #expect(error?.code == .notFound && error?.status?.details?.name == "none")
      #expect(try await scene.maps.find("none") == nil)
    }
  }

  @Test(
    "a kind, a version and a group that are not served are told from missing objects",
    arguments: ConformanceServer.all,
    [
      ResourceType(group: "apps", version: "v1", kind: "Nope", plural: "nopes"),
      ResourceType(group: "apps", version: "v9", kind: "Deployment", plural: "deployments"),
      ResourceType(group: "nope.example.com", version: "v1", kind: "Nope", plural: "nopes"),
    ])
  func notServed(server: ConformanceServer, type: ResourceType) async throws {
    try await withScene(server) { scene in
      let api = scene.client.api(type, namespace: scene.namespace)
      let get = await scene.error { () throws(KubeError) in try await api.find("one") }
      let list = await scene.error { () throws(KubeError) in try await api.list() }
      #expect(get?.code == .notServed && list?.code == .notServed)
    }
  }

  @Test("metadata alone has the labels and not the data", arguments: ConformanceServer.all)
  func metadata(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one", labels: ["x": "1"])
      let metadata = try await scene.maps.metadataOnly().get("one").metadata
      #expect(metadata.uid == map.uid && metadata.labels == ["x": "1"])
    }
  }

  @Test("a table has the columns that kubectl shows", arguments: ConformanceServer.all)
  func table(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one", ["a": "1", "b": "2"])
      let table = try await scene.maps.tables.get("one")
      #expect(table.columnDefinitions.map(\.name) == ["Name", "Data", "Age"])
      #expect(table.cells("Name") == ["one"] && table.cells("Data") == [2])
    }
  }

  @Test(
    "rows come with as much of the object as is wanted", arguments: ConformanceServer.all,
    [Table.Inclusion.none, .metadata, .object])
  func inclusion(server: ConformanceServer, inclusion: Table.Inclusion) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      var tables = scene.maps.tables
      tables.inclusion = inclusion
      let object = try await tables.get("one").rows[0].object
      #expect((object?["metadata"]?["name"] != nil) == (inclusion != .none))
      #expect((object?["data"] != nil) == (inclusion == .object))
    }
  }

  @Test("a server that cannot leave managed fields out answers all the same", arguments: ConformanceServer.all)
  func managedFields(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let read = try await scene.maps.omittingManagedFields().get("one")
      #expect(read.uid == map.uid && read.content["data"] == ["a": "1"])
      #expect(try await scene.maps.omittingManagedFields().list().items.contains { $0.name == "one" })
    }
  }

  @Test("a typed object reads as its tree", arguments: ConformanceServer.all)
  func typed(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let service = Service(
        metadata: ObjectMeta(name: "svc"),
        spec: ServiceSpec(selector: ["app": "x"], ports: [ServicePort(name: "http", port: 80, targetPort: "web")]))
      let created = try await scene.services.create(service)
      #expect(created.spec?.ports?.first?.protocol == "TCP" && created.spec?.type == "ClusterIP")
      #expect(try await scene.services.get("svc") == created)
    }
  }
}
