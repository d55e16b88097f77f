import KubeClient
import KubeCore
import Synchronization
import Testing

@Suite struct CreateCases {
  @Test("a created object has a uid, a version and a time", arguments: ConformanceServer.all)
  func created(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(map.uid?.isEmpty == false && map.resourceVersion?.isEmpty == false)
      #expect(map.content["metadata"]?["creationTimestamp"]?.string.flatMap { Timestamp($0) } != nil)
      #expect(map.namespace == scene.namespace && map.content["data"] == ["a": "1"])
    }
  }

  @Test("a second creation is AlreadyExists", arguments: ConformanceServer.all)
  func twice(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in try await scene.makeMap("one") }
      #expect(error?.code == .alreadyExists && error?.outcome == .unchanged)
      #expect(error?.message == #"configmaps "one" already exists"#)
    }
  }

  @Test("generated names share their prefix and nothing else", arguments: ConformanceServer.all)
  func generatedNames(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var names: Set<String> = []
      for _ in 0..<5 {
        names.insert(try await scene.maps.create(DynamicObject(["metadata": ["generateName": "gen-"]])).name)
      }
      #expect(names.count == 5 && names.allSatisfy { $0.hasPrefix("gen-") && $0.count == 9 })
    }
  }

  @Test("a bad name is invalid, and says in which field", arguments: ConformanceServer.all)
  func badName(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await scene.makeMap("Not_A_Name") }
      #expect(error?.code == .invalid && error?.causes.map(\.field) == ["metadata.name"])
    }
  }

  @Test("a bad label is invalid", arguments: ConformanceServer.all)
  func badLabel(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.makeMap("one", labels: ["a b": "c"])
      }
      #expect(error?.code == .invalid && error?.causes.first?.field == "metadata.labels")
    }
  }

  @Test("an object without a name is invalid", arguments: ConformanceServer.all)
  func noName(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.create(DynamicObject(["metadata": [:]]))
      }
      #expect(error?.code == .invalid && error?.causes.first?.reason == "FieldValueRequired")
    }
  }

  @Test("an object of another namespace is refused", arguments: ConformanceServer.all)
  func otherNamespace(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = DynamicObject(["metadata": ["name": "one", "namespace": "default"]])
      let error = await scene.error { () throws(KubeError) in try await scene.maps.create(map) }
      #expect(error?.code == .badRequest)
    }
  }

  @Test("a namespace that is not there is named", arguments: ConformanceServer.all)
  func missingNamespace(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let api = scene.client.api(Scene.configMapType, namespace: "none-\(scene.namespace)")
      let error = await scene.error { () throws(KubeError) in try await api.create(Scene.map("one")) }
      #expect(error?.code == .notFound && error?.status?.details?.kind == "namespaces")
    }
  }

  private static let bogus = DynamicObject(["metadata": ["name": "one"], "data": ["a": "1"], "bogus": 1])

  @Test("an unknown field is refused when validation is strict", arguments: ConformanceServer.all)
  func strict(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      var options = WriteOptions()
      options.fieldValidation = .strict
      let strict = options
      let error = await scene.error { () throws(KubeError) in try await scene.maps.create(Self.bogus, strict) }
      #expect(error?.code == .badRequest && error?.message.contains(#"unknown field "bogus""#) == true)
      #expect(try await scene.maps.find("one") == nil)
    }
  }

  @Test(
    "an unknown field is dropped, with a warning if so wanted", arguments: ConformanceServer.all,
    [FieldValidation.warn, .ignore])
  func warnings(server: ConformanceServer, validation: FieldValidation) async throws {
    try await withScene(server) { scene in
      let heard = Mutex<[String]>([])
      var client = scene.client
      client.onWarning = { warning, _ in heard.withLock { $0.append(warning.text) } }
      var options = WriteOptions()
      options.fieldValidation = validation
      let map = try await client.api(Scene.configMapType, namespace: scene.namespace).create(Self.bogus, options)
      #expect(map.content["bogus"] == nil)
      #expect(heard.withLock { $0 } == (validation == .warn ? [#"unknown field "bogus""#] : []))
    }
  }

  @Test("a dry run answers as if, and stores nothing", arguments: ConformanceServer.all)
  func dryRun(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var options = WriteOptions()
      options.dryRun = true
      let map = try await scene.maps.create(Scene.map("dry"), options)
      #expect(map.uid != nil)
      #expect(try await scene.maps.find("dry") == nil)
    }
  }

  @Test("a new object must not claim a version", arguments: ConformanceServer.all)
  func claimedVersion(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      let map = DynamicObject(["metadata": ["name": "one", "resourceVersion": "5"]])
      let error = await scene.error { () throws(KubeError) in try await scene.maps.create(map) }
      #expect(error?.message == "resourceVersion should not be set on objects to be created")
      #expect(try await scene.maps.find("one") == nil)
    }
  }

  @Test("the server keeps account of who wrote", arguments: ConformanceServer.all)
  func fieldManager(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.maps.create(Scene.map("one"), WriteOptions(fieldManager: "author"))
      let entry = map.content["metadata"]?["managedFields"]?[0]
      #expect(entry?["manager"] == "author" && entry?["operation"] == "Update")
    }
  }

  @Test("a namespace that is going away takes nothing new", arguments: ConformanceServer.all)
  func terminatingNamespace(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var map = Scene.map("holds")
      map.content[["metadata", "finalizers"]] = ["example.com/hold"]
      _ = try await scene.maps.create(map)
      try await scene.namespaces.delete(scene.namespace)
      let error = await scene.error { () throws(KubeError) in try await scene.makeMap("late") }
      #expect(error?.code == .forbidden)
      #expect(error?.causes.contains { $0.reason == "NamespaceTerminating" } == true)
      _ = try await scene.maps.patch("holds", .merge(["metadata": ["finalizers": .null]]))
    }
  }
}
