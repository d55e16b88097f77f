import KubeClient
import KubeCore
import Testing

@Suite struct ListCases {
  /// Seven ConfigMaps: n from 0 to 6, tier a for the odd ones, b for 2 and 4.
  private func makeMaps(_ scene: Scene) async throws(KubeError) {
    for number in 0..<7 {
      var labels = ["n": "\(number)"]
      if number % 2 == 1 { labels["tier"] = "a" } else if number % 6 != 0 { labels["tier"] = "b" }
      _ = try await scene.makeMap("c\(number)", labels: labels)
    }
  }

  private static let mine = LabelSelector(matchExpressions: [.init(key: "n", operator: .exists)])

  @Test(
    "label selectors pick what they say", arguments: ConformanceServer.all,
    [
      ("n", "0123456"), ("tier=a", "135"), ("n,tier!=a", "0246"), ("tier in (a)", "135"), ("tier in (a,b)", "12345"),
      ("tier notin (a),n", "0246"), ("!tier,n", "06"), ("n,tier==b", "24"), ("n in (1,2,9)", "12"), ("n=1,tier=b", ""),
    ])
  func labels(server: ConformanceServer, selection: (selector: String, numbers: String)) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      let selector = try #require(LabelSelector(text: selection.selector))
      let list = try await scene.maps.list(ListOptions(labelSelector: selector))
      #expect(list.items.map { $0.name.dropFirst() }.joined() == selection.numbers)
    }
  }

  @Test(
    "field selectors pick by name", arguments: ConformanceServer.all,
    [("metadata.name=c3", "3"), ("metadata.name!=c3", "012456"), ("metadata.name=none", "")])
  func fields(server: ConformanceServer, selection: (selector: String, numbers: String)) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      let list = try await scene.maps.list(
        ListOptions(labelSelector: Self.mine, fieldSelector: selection.selector))
      #expect(list.items.map { $0.name.dropFirst() }.joined() == selection.numbers)
    }
  }

  @Test("a field that cannot be selected by is refused", arguments: ConformanceServer.all)
  func unsupportedField(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.list(ListOptions(fieldSelector: "data.a=1"))
      }
      #expect(error?.code == .badRequest)
    }
  }

  private func options(limit: Int?) -> ListOptions {
    var options = ListOptions(labelSelector: Self.mine)
    options.limit = limit
    return options
  }

  @Test("pages make up the whole, in order", arguments: ConformanceServer.all, [1, 2, 3, 7, 500])
  func pages(server: ConformanceServer, limit: Int) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      let list = try await scene.maps.list(options(limit: limit))
      #expect(list.items.map(\.name) == (0..<7).map { "c\($0)" })
      #expect(list.metadata.resourceVersion?.isEmpty == false)
    }
  }

  @Test("all pages show the moment of the first", arguments: ConformanceServer.all)
  func samePicture(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      var options = options(limit: 3)
      let first = try await scene.maps.page(options)
      try await scene.maps.delete("c5")
      _ = try await scene.makeMap("c3a", labels: ["n": "late"])
      options.continue = first.metadata.continue
      let second = try await scene.maps.page(options)
      #expect(first.metadata.resourceVersion == second.metadata.resourceVersion)
      #expect(second.items.map(\.name) == ["c3", "c4", "c5"])
    }
  }

  @Test("a first page without selectors says how many remain", arguments: ConformanceServer.all)
  func remaining(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      var options = ListOptions.unlimited
      let count = try await scene.maps.page(options).items.count
      options.limit = 2
      let page = try await scene.maps.page(options)
      #expect(page.items.count == 2)
      // A cluster's own controllers may have put something there in between.
      if let remaining = page.metadata.remainingItemCount { #expect(remaining + 2 >= Int64(count)) }
    }
  }

  @Test("a token that is none is refused", arguments: ConformanceServer.all)
  func badToken(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var options = options(limit: 3)
      options.continue = "nope"
      let wrong = options
      let error = await scene.error { () throws(KubeError) in try await scene.maps.page(wrong) }
      #expect(error?.code == .badRequest)
    }
  }

  @Test("a list of any version has what was there before", arguments: ConformanceServer.all)
  func anyVersion(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("c0", labels: ["n": "0"])
      var fresh = options(limit: nil)
      fresh.resourceVersion = map.resourceVersion
      // Once the cache has seen that version, it does not fall back behind it.
      _ = try await scene.maps.list(fresh)
      var any = options(limit: nil)
      any.resourceVersion = "0"
      #expect(try await scene.maps.list(any).items.map(\.name) == ["c0"])
    }
  }

  @Test("a list not older than a write shows it", arguments: ConformanceServer.all)
  func notOlderThan(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      let last = try await scene.maps.patch("c0", .merge(["data": ["a": "2"]]))
      var options = options(limit: 500)
      options.resourceVersion = last.resourceVersion
      let first = try await scene.maps.list(options).items.first
      #expect(first?.resourceVersion == last.resourceVersion && first?.content["data"] == ["a": "2"])
    }
  }

  @Test("an exact list shows the past", arguments: ConformanceServer.all)
  func exact(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let before = try await scene.makeMap("c0", labels: ["n": "0"])
      _ = try await scene.maps.patch("c0", .merge(["data": ["a": "2"]]))
      var options = options(limit: nil)
      options.resourceVersion = before.resourceVersion
      options.resourceVersionMatch = .exact
      let list = try await scene.maps.list(options)
      #expect(list.items.first?.content["data"] == ["a": "1"])
      #expect(list.metadata.resourceVersion == before.resourceVersion)
    }
  }

  @Test("a version from the future is told as such", arguments: ConformanceServer.all)
  func future(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var options = options(limit: nil)
      options.resourceVersion = "999999999999"
      let future = options
      let error = await scene.error { () throws(KubeError) in try await scene.maps.list(future) }
      #expect(error?.isResourceVersionTooLarge == true && error?.isTransient == true)
    }
  }

  @Test("objects of all namespaces can be listed", arguments: ConformanceServer.all)
  func everywhere(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("c0", labels: ["scene": scene.namespace])
      let selector = LabelSelector(matchLabels: ["scene": scene.namespace])
      let list = try await scene.client.api(Scene.configMapType).list(ListOptions(labelSelector: selector))
      #expect(list.items.map(\.namespace) == [scene.namespace])
    }
  }

  @Test("a list of metadata and a table have the same names", arguments: ConformanceServer.all)
  func forms(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await makeMaps(scene)
      let metadata = try await scene.maps.metadataOnly().list(options(limit: 3))
      let table = try await scene.maps.tables.page(options(limit: nil))
      #expect(metadata.items.map(\.metadata.name) == (0..<7).map { "c\($0)" })
      #expect(table.cells("Name") == (0..<7).map { .string("c\($0)") })
    }
  }

  @Test("an empty list is a list", arguments: ConformanceServer.all)
  func empty(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let list = try await scene.deployments.list()
      #expect(list.items.isEmpty && list.metadata.resourceVersion?.isEmpty == false)
    }
  }

  private func expired(
    _ scene: Scene, _ expiry: PageExpiry
  ) async throws(KubeError) -> KubeList<DynamicObject> {
    try await makeMaps(scene)
    let compacting = CompactingTransport(scene.client.transport) { () throws(KubeError) in
      try await scene.maps.delete("c6")
      scene.simulator?.compact()
    }
    return try await KubeClient(transport: compacting).api(Scene.configMapType, namespace: scene.namespace)
      .list(options(limit: 3), onExpiry: expiry)
  }

  private static let compacts = ConformanceServer.simulator(because: "a real server compacts its history when it likes")

  @Test("a list whose token expires is read anew, whole", arguments: Self.compacts)
  func restart(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      #expect(try await expired(scene, .restart).items.map(\.name) == (0..<6).map { "c\($0)" })
    }
  }

  @Test("or goes on inconsistently when the caller says so", arguments: Self.compacts)
  func inconsistent(server: ConformanceServer) async throws {
    try await withScene(server) { scene async throws in
      #expect(try await expired(scene, .acceptInconsistent).items.map(\.name) == (0..<6).map { "c\($0)" })
    }
  }

  @Test("or fails when the caller says so", arguments: Self.compacts)
  func fail(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await expired(scene, .fail) }
      #expect(error?.code == .gone && error?.inconsistentContinuation != nil)
    }
  }
}
