import KubeClient
import KubeCore
import Testing

@Suite struct CustomResourceCases {
  @Test("defaults are filled in, unknown fields are pruned", arguments: ConformanceServer.all)
  func schema(server: ConformanceServer) async throws {
    try await withWidgets(server) { _, widgets in
      let widget = try await widgets.create(Scene.widget("one", size: 3, ["bogus": 1]))
      #expect(widget.content["spec"] == ["size": 3, "color": "red"])
    }
  }

  @Test("every invalid field is a cause", arguments: ConformanceServer.all)
  func invalid(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      let error = await scene.error { () throws(KubeError) in
        try await widgets.create(Scene.widget("one", size: 0, ["color": "green"]))
      }
      #expect(error?.code == .invalid)
      let fields = error?.causes.compactMap(\.field).sorted()
      #expect(fields == ["spec.color", "spec.size"])
    }
  }

  @Test("a replacement must name its version", arguments: ConformanceServer.all)
  func unconditional(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      _ = try await widgets.create(Scene.widget("one"))
      let error = await scene.error { () throws(KubeError) in
        try await widgets.replace("one", with: Scene.widget("one", size: 2))
      }
      #expect(error?.code == .invalid && error?.causes.first?.field == "metadata.resourceVersion")
    }
  }

  @Test("a strategic patch is not taken, and the error says what to use", arguments: ConformanceServer.all)
  func strategic(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      _ = try await widgets.create(Scene.widget("one"))
      let error = await scene.error { () throws(KubeError) in
        try await widgets.patch("one", .strategic(["spec": ["size": 2]]))
      }
      #expect(error?.code == .unsupportedMediaType)
      #expect(error?.description.contains("use a merge patch or apply") == true)
    }
  }

  @Test("the status has its own door, in both directions", arguments: ConformanceServer.all)
  func status(server: ConformanceServer) async throws {
    try await withWidgets(server) { _, widgets in
      _ = try await widgets.create(Scene.widget("one"))
      let main = try await widgets.patch("one", .merge(["status": ["phase": "X"]]))
      #expect(main.content["status"] == nil)
      let both: JSONValue = ["status": ["phase": "Ready"], "spec": ["size": 9]]
      let status = try await widgets.patch("one", .merge(both), subresource: "status")
      #expect(status.content["status"] == ["phase": "Ready"] && status.content["spec"]?["size"] == 1)
      #expect(status.generation == 1)
    }
  }

  @Test("a status of an older version is a conflict", arguments: ConformanceServer.all)
  func staleStatus(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      var old = try await widgets.create(Scene.widget("one"))
      _ = try await widgets.patch("one", .merge(["spec": ["size": 2]]))
      old.content["status"] = ["phase": "Late"]
      let late = old
      let error = await scene.error { () throws(KubeError) in try await widgets.replaceStatus("one", with: late) }
      #expect(error?.code == .conflict)
    }
  }

  @Test("a status can be applied, with a manager of its own", arguments: ConformanceServer.all)
  func appliedStatus(server: ConformanceServer) async throws {
    try await withWidgets(server) { _, widgets in
      _ = try await widgets.create(Scene.widget("one"))
      let widget = try await widgets.apply(
        "one", ["status": ["phase": "Ready"]], fieldManager: "controller", subresource: "status")
      let entry = widget.content["metadata"]?["managedFields"]?.elements.first { $0["manager"] == "controller" }
      #expect(entry?["subresource"] == "status" && widget.content["status"] == ["phase": "Ready"])
    }
  }

  @Test("a keyed list is merged, an atomic one is owned whole", arguments: ConformanceServer.all)
  func lists(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      let parts: JSONValue = ["spec": ["size": 1, "parts": [["name": "a", "count": 1]], "lines": ["x"]]]
      _ = try await widgets.apply("one", parts, fieldManager: "alpha")
      let merged = try await widgets.apply(
        "one", ["spec": ["parts": [["name": "b", "count": 2]]]], fieldManager: "beta")
      #expect(merged.content[["spec", "parts"]]?.elements.count == 2)
      let error = await scene.error { () throws(KubeError) in
        try await widgets.apply("one", ["spec": ["lines": ["x", "y"]]], fieldManager: "beta")
      }
      #expect(error?.fieldConflicts == [KubeError.FieldConflict(manager: "alpha", field: ".spec.lines")])
    }
  }

  @Test("the scale is read and written through its own door", arguments: ConformanceServer.all)
  func scale(server: ConformanceServer) async throws {
    try await withWidgets(server) { _, widgets in
      _ = try await widgets.create(Scene.widget("one", size: 1, ["replicas": 2]))
      #expect(try await widgets.scale("one").replicas == 2)
      #expect(try await widgets.scale("one", to: 5).replicas == 5)
      #expect(try await widgets.get("one").content["spec"]?["replicas"] == 5)
    }
  }

  @Test("a scale below zero is invalid", arguments: ConformanceServer.all)
  func negativeScale(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      _ = try await widgets.create(Scene.widget("one", size: 1, ["replicas": 2]))
      let error = await scene.error { () throws(KubeError) in try await widgets.scale("one", to: -1) }
      #expect(error?.code == .invalid)
      #expect(try await widgets.scale("one").replicas == 2)
    }
  }

  @Test("its columns are those of its definition", arguments: ConformanceServer.all)
  func columns(server: ConformanceServer) async throws {
    try await withWidgets(server) { _, widgets in
      _ = try await widgets.create(Scene.widget("one", size: 7))
      #expect(try await widgets.tables.page().cells("Size") == [7])
    }
  }

  @Test("a new kind can be discovered, with its short name", arguments: ConformanceServer.all)
  func discovery(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      #expect(try await scene.client.serves(widgets.resourceType))
      let resources = try await scene.client.resources(group: widgets.resourceType.group, version: "v1")
      #expect(resources.first?.shortNames == ["wd"] && resources.first?.type == widgets.resourceType)
      #expect(resources.first?.subresources.sorted() == ["scale", "status"])
    }
  }

  @Test("objects whose definition goes are told as deleted", arguments: ConformanceServer.all)
  func removal(server: ConformanceServer) async throws {
    try await withWidgets(server) { scene, widgets in
      let widget = try await widgets.create(Scene.widget("one"))
      var options = WatchOptions(from: widget.resourceVersion)
      options.lasting = .seconds(30) ... .seconds(30)
      var events = try await widgets.watch(options).makeAsyncIterator()
      let definitions = scene.client.api(Scene.definitionType)
      let name = "widgets.\(widgets.resourceType.group)"
      try await definitions.delete(name)
      var isDeleted = false
      while !isDeleted, let event = try await events.next() {
        if case .deleted = event { isDeleted = true }
      }
      #expect(isDeleted)
    }
  }
}
