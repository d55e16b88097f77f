import KubeClient
import KubeCore

extension Scene {
  /// A kind of its own for one case: with status, scale, a keyed list and an atomic one.
  static func widgetType(_ group: String) -> ResourceType {
    ResourceType(group: group, version: "v1", kind: "Widget", plural: "widgets")
  }

  fileprivate static func definition(_ type: ResourceType) -> DynamicObject {
    let spec: JSONValue = [
      "type": "object", "required": ["size"],
      "properties": [
        "size": ["type": "integer", "minimum": 1, "maximum": 100], "replicas": ["type": "integer", "minimum": 0],
        "color": ["type": "string", "enum": ["red", "blue"], "default": "red"],
        "parts": [
          "type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
          "items": [
            "type": "object", "required": ["name"],
            "properties": ["name": ["type": "string"], "count": ["type": "integer"]],
          ],
        ],
        "lines": ["type": "array", "x-kubernetes-list-type": "atomic", "items": ["type": "string"]],
      ],
    ]
    let status: JSONValue = [
      "type": "object",
      "properties": [
        "phase": ["type": "string"], "replicas": ["type": "integer"], "selector": ["type": "string"],
      ],
    ]
    return DynamicObject([
      "metadata": ["name": .string("widgets.\(type.group)")],
      "spec": [
        "group": .string(type.group), "scope": "Namespaced",
        "names": ["kind": "Widget", "plural": "widgets", "singular": "widget", "shortNames": ["wd"]],
        "versions": [
          [
            "name": "v1", "served": true, "storage": true,
            "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec, "status": status]]],
            "subresources": [
              "status": [:],
              "scale": [
                "specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas",
                "labelSelectorPath": ".status.selector",
              ],
            ],
            "additionalPrinterColumns": [["name": "Size", "type": "integer", "jsonPath": ".spec.size"]],
          ]
        ],
      ],
    ])
  }

  static func widget(_ name: String, size: Int64 = 1, _ more: JSONValue = [:]) -> DynamicObject {
    var spec: JSONValue = ["size": .integer(size)]
    for (key, value) in more.object ?? [:] { spec[key] = value }
    return DynamicObject(["metadata": ["name": .string(name)], "spec": spec])
  }
}

/// Plays a case with a kind of its own, which goes away afterwards.
func withWidgets(
  _ server: ConformanceServer, _ play: (Scene, API<DynamicObject>) async throws -> Void
) async throws {
  try await withScene(server) { scene in
    let type = Scene.widgetType("\(scene.namespace).example.com")
    let definitions = scene.client.api(Scene.definitionType)
    _ = try await definitions.create(Scene.definition(type))
    let outcome: Result<Void, any Error>
    do {
      let widgets = scene.client.api(type, namespace: scene.namespace)
      try await waitUntilServed(widgets)
      try await play(scene, widgets)
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    do throws(KubeError) {
      try await definitions.delete("widgets.\(type.group)")
    } catch {
      // The case may have deleted it itself.
      guard error.code == .notFound else { throw error }
    }
    try outcome.get()
  }
}

/// A server takes a moment until it serves a new kind, and says nowhere when that has happened for certain.
private func waitUntilServed(_ widgets: API<DynamicObject>) async throws {
  for _ in 0..<200 {
    do throws(KubeError) {
      _ = try await widgets.list()
      return
    } catch {
      guard error.code == .notServed || error.code == .tooManyRequests else { throw error }
      try await widgets.client.time.sleep(.milliseconds(50))
    }
  }
  throw KubeError(.notServed, message: "the new kind is not served after ten seconds")
}
