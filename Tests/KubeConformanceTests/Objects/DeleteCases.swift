import KubeClient
import KubeCore
import Testing

@Suite struct DeleteCases {
  @Test("a deletion says which object is gone", arguments: ConformanceServer.all)
  func gone(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      #expect(try await scene.maps.delete("one") == .done(uid: map.uid))
      #expect(try await scene.maps.find("one") == nil)
    }
  }

  @Test("what is not there cannot be deleted", arguments: ConformanceServer.all)
  func missing(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let error = await scene.error { () throws(KubeError) in try await scene.maps.delete("none") }
      #expect(error?.code == .notFound)
    }
  }

  @Test("a uid protects a successor of the same name", arguments: ConformanceServer.all)
  func uid(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let first = try await scene.makeMap("one")
      try await scene.maps.delete("one", DeleteOptions(uid: first.uid))
      let second = try await scene.makeMap("one")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.delete("one", DeleteOptions(uid: first.uid))
      }
      #expect(error?.code == .conflict)
      #expect(try await scene.maps.get("one").uid == second.uid)
    }
  }

  @Test("a version protects an object that has changed", arguments: ConformanceServer.all)
  func version(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      let changed = try await scene.maps.patch("one", .merge(["data": ["a": "2"]]))
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.delete("one", DeleteOptions(resourceVersion: map.resourceVersion))
      }
      #expect(error?.code == .conflict)
      try await scene.maps.delete("one", DeleteOptions(resourceVersion: changed.resourceVersion))
    }
  }

  private func held(_ scene: Scene) async throws(KubeError) {
    var map = Scene.map("held")
    map.content[["metadata", "finalizers"]] = ["example.com/hold"]
    _ = try await scene.maps.create(map)
  }

  @Test("a finalizer holds an object that is deleted", arguments: ConformanceServer.all)
  func finalizer(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await held(scene)
      guard case .object(let map) = try await scene.maps.delete("held") else {
        Issue.record("the object waits")
        return
      }
      #expect(map.isDeleting)
      #expect(try await scene.maps.get("held").isDeleting)
      _ = try await scene.maps.patch("held", .merge(["metadata": ["finalizers": .null]]))
      #expect(try await scene.maps.find("held") == nil)
    }
  }

  @Test("an object that goes away takes no new finalizers", arguments: ConformanceServer.all)
  func newFinalizer(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      try await held(scene)
      try await scene.maps.delete("held")
      let error = await scene.error { () throws(KubeError) in
        try await scene.maps.patch(
          "held", .merge(["metadata": ["finalizers": ["example.com/hold", "example.com/more"]]]))
      }
      #expect(error?.code == .invalid && error?.causes.first?.field == "metadata.finalizers")
      _ = try await scene.maps.patch("held", .merge(["metadata": ["finalizers": .null]]))
    }
  }

  @Test("a dry deletion leaves the object", arguments: ConformanceServer.all)
  func dryRun(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let map = try await scene.makeMap("one")
      var options = DeleteOptions()
      options.dryRun = true
      try await scene.maps.delete("one", options)
      #expect(try await scene.maps.get("one") == map)
    }
  }

  @Test("a collection is deleted by its labels, and tells what it was", arguments: ConformanceServer.all)
  func collection(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      for name in ["a", "b", "c"] { _ = try await scene.makeMap(name, labels: ["keep": name == "b" ? "yes" : "no"]) }
      var selection = ListOptions.unlimited
      selection.labelSelector = LabelSelector(matchLabels: ["keep": "no"])
      let deleted = try await scene.maps.deleteCollection(selection)
      #expect(deleted.items.map(\.name) == ["a", "c"])
      #expect(try await scene.maps.list().items.map(\.name).filter { !$0.hasSuffix(".crt") } == ["b"])
    }
  }

  @Test("an object that is deleted in the foreground waits for its dependents", arguments: ConformanceServer.all)
  func foreground(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let owner = try await scene.makeMap("owner")
      var dependent = Scene.map("dependent")
      dependent.content[["metadata", "finalizers"]] = ["example.com/hold"]
      dependent.content[["metadata", "ownerReferences"]] = [
        [
          "apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": .string(owner.uid ?? ""),
          "blockOwnerDeletion": true,
        ]
      ]
      _ = try await scene.maps.create(dependent)
      var options = DeleteOptions()
      options.propagation = .foreground
      guard case .object(let waiting) = try await scene.maps.delete("owner", options) else {
        Issue.record("the owner waits")
        return
      }
      #expect(waiting.content["metadata"]?["finalizers"]?.elements.contains("foregroundDeletion") == true)
      _ = try await scene.maps.patch("dependent", .merge(["metadata": ["finalizers": .null]]))
    }
  }

  @Test("dependents follow their owner", arguments: ConformanceServer.all)
  func background(server: ConformanceServer) async throws {
    try await withScene(server) { scene in
      let owner = try await scene.makeMap("owner")
      var dependent = Scene.map("dependent")
      dependent.content[["metadata", "ownerReferences"]] = [
        ["apiVersion": "v1", "kind": "ConfigMap", "name": "owner", "uid": .string(owner.uid ?? "")]
      ]
      let created = try await scene.maps.create(dependent)
      var watch = WatchOptions(fieldSelector: "metadata.name=dependent", from: created.resourceVersion)
      watch.lasting = .seconds(30) ... .seconds(30)
      var events = try await scene.maps.watch(watch).makeAsyncIterator()
      try await scene.maps.delete("owner")
      var isDeleted = false
      while !isDeleted, let event = try await events.next() {
        if case .deleted = event { isDeleted = true }
      }
      #expect(isDeleted)
    }
  }
}
