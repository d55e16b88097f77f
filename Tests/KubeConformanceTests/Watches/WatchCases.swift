import KubeClient
import KubeCore
import Testing

@Suite struct WatchCases {
  @Test("a watch from a version tells what has happened since", arguments: ConformanceServer.all)
  func fromVersion(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.makeMap("two")
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      try await scene.maps.delete("two")
      let told = try await scene.told(try await scene.shortWatch(from: map.resourceVersion))
      #expect(told == ["ADDED two", "MODIFIED one", "DELETED two"])
    }
  }

  @Test("what happens while it runs is told", arguments: ConformanceServer.all)
  func live(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let stream = try await scene.shortWatch(from: map.resourceVersion)
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      #expect(try await scene.told(stream) == ["MODIFIED one"])
    }
  }

  @Test("without a version, or with version 0, the state comes first", arguments: ConformanceServer.all, [nil, "0"])
  func stateFirst(server: ConformanceServer, version: String?) async throws {
    try await withScene(server) { scene in
      for name in ["a", "b"] { _ = try await scene.makeMap(name) }
      let told = try await scene.told(
        try await scene.shortWatch(from: version) { $0.fieldSelector = "metadata.name!=kube-root-ca.crt" })
      #expect(Set(told) == ["ADDED a", "ADDED b"])
    }
  }

  @Test("a patch that changes nothing is not told", arguments: ConformanceServer.all)
  func noChange(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "1"]]))
      #expect(try await scene.told(try await scene.shortWatch(from: map.resourceVersion)) == [])
    }
  }

  @Test("who leaves a selector is deleted, who comes back is added", arguments: ConformanceServer.all)
  func selector(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one", labels: ["x": "1"])
      for value in ["9", "8", "1"] {
        _ = try await scene.maps.patch("one", .merge(["metadata": ["labels": ["x": .string(value)]]]))
      }
      let stream = try await scene.shortWatch(from: map.resourceVersion) {
        $0.labelSelector = LabelSelector(matchLabels: ["x": "1"])
      }
      #expect(try await scene.told(stream) == ["DELETED one", "ADDED one"])
    }
  }

  @Test("a field selector follows one object", arguments: ConformanceServer.all)
  func oneObject(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.makeMap("other")
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      let stream = try await scene.shortWatch(from: map.resourceVersion) { $0.fieldSelector = "metadata.name=one" }
      #expect(try await scene.told(stream) == ["MODIFIED one"])
    }
  }

  @Test("a deleted object is told as it last was, with the version of its deletion", arguments: ConformanceServer.all)
  func deleted(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      try await scene.maps.delete("one")
      var events = try await scene.shortWatch(from: map.resourceVersion) { $0.fieldSelector = "metadata.name=one" }
        .makeAsyncIterator()
      guard case .deleted(let last)? = try await events.next() else {
        Issue.record("the deletion is told")
        return
      }
      #expect(last.content["data"] == ["a": "1"] && last.uid == map.uid)
      #expect(last.resourceVersion != map.resourceVersion)
    }
  }

  @Test("a deletion that a finalizer holds is a change first", arguments: ConformanceServer.all)
  func finalizer(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      var map = Scene.map("one")
      map.content[["metadata", "finalizers"]] = ["example.com/hold"]
      let created = try await scene.maps.create(map)
      try await scene.maps.delete("one")
      _ = try await scene.maps.patch("one", .merge(["metadata": ["finalizers": .null]]))
      #expect(
        try await scene.told(try await scene.shortWatch(from: created.resourceVersion))
          == ["MODIFIED one", "DELETED one"])
    }
  }

  @Test("a watch can go on from any event without a gap or a repetition", arguments: ConformanceServer.all)
  func resumption(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      for number in 2...4 { _ = try await scene.maps.patch("one", .merge(["data": ["a": .string("\(number)")]])) }
      var events = try await scene.shortWatch(from: map.resourceVersion) { $0.fieldSelector = "metadata.name=one" }
        .makeAsyncIterator()
      guard case .modified(let first)? = try await events.next() else {
        Issue.record("the first change is told")
        return
      }
      #expect(first.content["data"] == ["a": "2"])
      #expect(
        try await scene.told(try await scene.shortWatch(from: first.resourceVersion))
          == ["MODIFIED one", "MODIFIED one"])
    }
  }

  @Test("a watch ends in good order when its time is over", arguments: ConformanceServer.all)
  func end(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let stream = try await scene.shortWatch(from: map.resourceVersion) { $0.lasting = .seconds(1) ... .seconds(1) }
      #expect(try await scene.told(stream) == [])
    }
  }

  @Test("a streaming list ends with its mark, and the stream goes on", arguments: ConformanceServer.all)
  func streamingList(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      var options = WatchOptions(fieldSelector: "metadata.name!=kube-root-ca.crt")
      options.lasting = .seconds(3) ... .seconds(3)
      let listed = try await scene.maps.listAndWatch(options)
      #expect(listed.list.items.filter { !$0.name.hasSuffix(".crt") } == [map])
      #expect(listed.list.metadata.resourceVersion?.isEmpty == false)
      _ = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      #expect(try await scene.told(listed.changes) == ["MODIFIED one"])
    }
  }

  @Test("the state's additions are followed by one mark", arguments: ConformanceServer.all)
  func mark(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      _ = try await scene.makeMap("one")
      var events = try await scene.shortWatch(from: nil) { $0.sendsInitialEvents = true }.makeAsyncIterator()
      var additions = 0
      var marks = 0
      while let event = try await events.next() {
        if case .added = event, marks == 0 { additions += 1 }
        if case .bookmark(_, true) = event { marks += 1 }
      }
      #expect(additions >= 1 && marks == 1)
    }
  }

  @Test("metadata alone can be watched", arguments: ConformanceServer.all)
  func metadata(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.makeMap("two", labels: ["x": "1"])
      var options = WatchOptions(fieldSelector: "metadata.name=two", from: map.resourceVersion)
      options.lasting = .seconds(2) ... .seconds(2)
      var events = try await scene.maps.metadataOnly().watch(options).makeAsyncIterator()
      guard case .added(let two)? = try await events.next() else {
        Issue.record("the addition is told")
        return
      }
      #expect(two.metadata.name == "two" && two.metadata.labels == ["x": "1"])
    }
  }

  @Test("tables can be watched, row by row", arguments: ConformanceServer.all)
  func tables(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.maps.patch("one", .merge(["data": ["b": "2"]]))
      var options = WatchOptions(fieldSelector: "metadata.name=one", from: map.resourceVersion)
      options.lasting = .seconds(2) ... .seconds(2)
      var events = try await scene.maps.tables.watch(options).makeAsyncIterator()
      guard case .modified(let table)? = try await events.next() else {
        Issue.record("the change is told")
        return
      }
      #expect(table.rows.count == 1 && table.rows[0].cells[0] == "one" && table.rows[0].cells[1] == 2)
    }
  }

  @Test("a kind that is not served cannot be watched", arguments: ConformanceServer.all)
  func notServed(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let type = ResourceType(group: "nope.example.com", version: "v1", kind: "Nope", plural: "nopes")
      let error = await scene.error { () throws(KubeError) in
        try await scene.client.api(type, namespace: scene.namespace).watch(from: "1")
      }
      #expect(error?.code == .notServed)
    }
  }

  @Test(
    "a watch from a forgotten version is gone",
    arguments: ConformanceServer.simulator(because: "a real server compacts its history when it likes"))
  func expired(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      _ = try await scene.makeMap("two")
      scene.simulator?.compact()
      let error = await scene.error { () throws(KubeError) in
        try await scene.told(try await scene.shortWatch(from: map.resourceVersion))
      }
      #expect(error?.code == .gone && error?.retryClass == .afterReading)
    }
  }
}
