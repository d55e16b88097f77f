import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct WriteTests {
  private var object: KubeResponse { KubeResponse(200, #"{"metadata":{"name":"a","namespace":"ml"}}"#) }

  private func request(
    _ call: (API<DynamicObject>) async throws(KubeError) -> Void
  ) async throws -> KubeRequest {
    let transport = FakeTransport([object])
    try await call(KubeClient(transport).api(.configMaps, namespace: "ml"))
    return try #require(transport.requests.first)
  }

  @Test("all write options reach the query")
  func options() async throws {
    let request = try await request { api throws(KubeError) in
      var options = WriteOptions(fieldManager: "me")
      options.force = true
      options.dryRun = true
      options.fieldValidation = .strict
      _ = try await api.apply("a", ["data": [:]], options)
    }
    #expect(request.target.hasSuffix("?fieldManager=me&force=true&dryRun=All&fieldValidation=Strict"))
  }

  @Test("the client's field manager is used where a call names none")
  func defaultManager() async throws {
    let transport = FakeTransport([object, object])
    var client = KubeClient(transport)
    client.fieldManager = "house"
    let api = client.api(.configMaps, namespace: "ml")
    _ = try await api.apply("a", [:], WriteOptions())
    _ = try await api.patch("a", .merge([:]), WriteOptions(fieldManager: "guest"))
    #expect(transport.requests.map { $0.query.first?.value } == ["house", "guest"])
  }

  @Test("apply without any field manager is not sent")
  func noManager() async {
    let transport = FakeTransport([])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(.configMaps, namespace: "ml").apply("a", [:], WriteOptions())
    }
    #expect(error?.code == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }

  @Test("apply fills in what the path says already")
  func applyBody() async throws {
    let request = try await request { api throws(KubeError) in
      _ = try await api.apply("a", ["data": ["x": "1"]], fieldManager: "me")
    }
    let body = try JSONParser.parse(request.body ?? [])
    #expect(body == ["apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "a"], "data": ["x": "1"]])
  }

  @Test("writes have 10 s, reads 30 s and pages 60 s, and the caller has the last word")
  func deadlines() async throws {
    let list = KubeResponse(200, #"{"metadata":{},"items":[]}"#)
    let transport = FakeTransport([object, object, list, object])
    let api = KubeClient(transport).api(.configMaps, namespace: "ml")
    _ = try await api.patch("a", .merge([:]))
    _ = try await api.get("a")
    _ = try await api.page()
    var options = WriteOptions()
    options.timeout = .seconds(3)
    _ = try await api.patch("a", .merge([:]), options)
    #expect(transport.requests.map(\.timeout) == [.seconds(10), .seconds(30), .seconds(60), .seconds(3)])
  }

  @Test(
    "what may be repeated is known before it is sent",
    arguments: [
      (Patch.apply([:]), KubeRequest.Repetition.safe),
      (.merge(["data": [:]]), .ifRefused),
      (.merge(["metadata": ["resourceVersion": "5"]]), .safe),
      (.merge(["metadata": ["resourceVersion": ""]]), .ifRefused),
      (.strategic(["metadata": ["resourceVersion": "5"]]), .safe),
      (.json([.remove("/data")]), .ifRefused),
      (.json([.test("/metadata/resourceVersion", "5"), .remove("/data")]), .safe),
      (.json([.test("/data/a", "5"), .remove("/data")]), .ifRefused),
    ])
  func repetitionOfPatches(patch: Patch, repetition: KubeRequest.Repetition) async throws {
    let request = try await request { api throws(KubeError) in
      _ = try await api.patch("a", patch, WriteOptions(fieldManager: "me"))
    }
    #expect(request.repetition == repetition)
  }

  @Test("a creation is repeatable only with a fixed name and a caller who understands AlreadyExists")
  func repetitionOfCreation() async throws {
    var understood = WriteOptions()
    understood.repeatsCreation = true
    let transport = FakeTransport([object, object, object])
    let api = KubeClient(transport).api(.configMaps, namespace: "ml")
    _ = try await api.create(DynamicObject(["metadata": ["name": "a"]]))
    _ = try await api.create(DynamicObject(["metadata": ["name": "a"]]), understood)
    _ = try await api.create(DynamicObject(["metadata": ["generateName": "a-"]]), understood)
    #expect(transport.requests.map(\.repetition) == [.ifRefused, .safe, .ifRefused])
  }

  @Test("a replacement is repeatable when it names the version that it replaces")
  func repetitionOfReplacement() async throws {
    let transport = FakeTransport([object, object])
    let api = KubeClient(transport).api(.configMaps, namespace: "ml")
    _ = try await api.replace("a", with: DynamicObject(["metadata": ["name": "a", "resourceVersion": "5"]]))
    _ = try await api.replace("a", with: DynamicObject(["metadata": ["name": "a"]]))
    #expect(transport.requests.map(\.repetition) == [.safe, .ifRefused])
  }

  @Test("an API of all namespaces creates where the object says, and nowhere without a word")
  func creationNamespace() async throws {
    let transport = FakeTransport([object])
    let api = KubeClient(transport).api(.configMaps)
    _ = try await api.create(DynamicObject(["metadata": ["name": "a", "namespace": "ml"]]))
    #expect(transport.requests.first?.path == "/api/v1/namespaces/ml/configmaps")
    let error = await failure { () throws(KubeError) in
      try await api.create(DynamicObject(["metadata": ["name": "a"]]))
    }
    #expect(error?.code == .invalidRequest)
  }

  @Test(
    "names that would change the path are not sent",
    arguments: ["", ".", "..", "a/b", "../secrets/x", "a%2fb", "%2e%2e"])
  func pathSegments(name: String) async {
    let transport = FakeTransport([])
    let client = KubeClient(transport)
    let asName = await failure { () throws(KubeError) in
      try await client.api(.configMaps, namespace: "ml").delete(name)
    }
    let asNamespace = await failure { () throws(KubeError) in
      try await client.api(.configMaps, namespace: name).list()
    }
    #expect(asName?.code == .invalidRequest)
    #expect(asNamespace?.code == .invalidRequest)
    #expect(transport.requests.isEmpty)
  }

  @Test("an object of a namespaced kind needs a namespace")
  func missingNamespace() async {
    let error = await failure { () throws(KubeError) in
      try await KubeClient(FakeTransport([])).api(.configMaps).get("a")
    }
    #expect(error?.code == .invalidRequest)
    #expect(error?.message == #"configmaps "a" lies in a namespace, and the call names none"#)
  }

  @Test("JSON pointers escape what has a meaning in them")
  func pointers() {
    #expect(
      JSONPatchOperation.pointer("metadata", "labels", "a/b~c") == "/metadata/labels/a~1b~0c")
    #expect(JSONPatchOperation(["op": "add", "path": "/a"]) == nil)
    #expect(JSONPatchOperation(["op": "move", "path": "/a", "from": "/b"]) == .move(from: "/b", to: "/a"))
  }
}
