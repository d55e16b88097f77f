import KubeClient
import KubeCore
import KubeTypes

/// The examples of the guides, line by line, so that they are known to compile.
///
/// `GuideTests` holds the two together.
enum GuideExamples {
  static func overview(_ client: KubeClient, _ widgetType: ResourceType) async throws(KubeError) {
    let services = client.api(Service.self, namespace: "shop")
    for service in try await services.list().items { print(service.metadata.name ?? "") }
    let web = try await services.apply("web", ["spec": ["selector": ["app": "web"]]], fieldManager: "shop")
    try await services.delete("old", DeleteOptions(uid: web.metadata.uid))

    let widgets = client.api(widgetType, namespace: "shop")
    let widget = try await widgets.get("first")
    print(widget.content["spec"]?["size"]?.integer ?? 0)
  }

  static func watching(_ services: API<Service>) async throws(KubeError) {
    let list = try await services.list()
    let version = list.metadata.resourceVersion ?? ""
    for try await event in try await services.watch(from: version) {
      switch event {
      case .added(let service), .modified(let service): print("there:", service.metadata.name ?? "")
      case .deleted(let service): print("gone:", service.metadata.name ?? "")
      case .bookmark(let version, _): print("seen all up to", version)
      }
    }
  }

  static func streaming(_ services: API<Service>) async throws(KubeError) {
    let listed = try await services.listAndWatch()
    print(listed.list.items.count, "services at", listed.list.metadata.resourceVersion ?? "")
    for try await event in listed.changes { print(event) }
  }

  static func applying(_ deployments: API<Deployment>) async throws(KubeError) {
    let fields: JSONValue = [
      "metadata": ["labels": ["app": "web"]],
      "spec": ["replicas": 3],
    ]
    do {
      _ = try await deployments.apply("web", fields, fieldManager: "shop-scaler")
    } catch where error.code == .conflict {
      for conflict in error.fieldConflicts { print(conflict.field, "belongs to", conflict.manager) }
    }
  }

  static func patching(_ widgets: API<DynamicObject>, _ services: API<Service>) async throws(KubeError) {
    _ = try await widgets.apply(
      "first", ["status": ["phase": "Ready"]], fieldManager: "shop-status", force: true, subresource: "status")
    let path = JSONPatchOperation.pointer("metadata", "annotations", "example.com/owner")
    _ = try await services.patch("web", .json([.test(path, "nobody"), .replace(path, "shop")]))
    _ = try await services.patch("web", .merge(["metadata": ["labels": ["tier": .null]]]))
  }

  static func editing(_ deployments: API<Deployment>) async throws(KubeError) {
    try await deployments.edit("web") { deployment in
      deployment.spec?.replicas = 5
      deployment.metadata.annotations = ["example.com/scaled-by": "shop"]
    }
    var stored = try await deployments.stored("web")
    stored.object.spec?.replicas = 0
    if stored.object.metadata.deletionTimestamp == nil {
      stored = try await deployments.save(stored)
    }
  }

  static func errors(_ services: API<Service>, _ service: Service) async throws(KubeError) {
    do {
      _ = try await services.create(service)
    } catch where error.code == .alreadyExists {
      print("somebody was faster")
    } catch where error.outcome == .unknown {
      print("look whether it is there:", try await services.find("web") != nil)
    } catch where error.isTransient {
      print("later:", error.retryAfter ?? .seconds(1))
    } catch {
      print(error)
    }
    var options = WriteOptions()
    options.repeatsCreation = true
    _ = try await services.create(service, options)
  }

  static func clients(_ transport: any KubeTransport, _ client: KubeClient) -> [KubeClient] {
    let patient = KubeClient(transport: transport, retries: .standard)
    var loud = client
    loud.onWarning = { warning, request in print("\(request.method.rawValue) \(request.path): \(warning)") }
    return [patient, loud]
  }
}
