import KubeCore

/// An HTTPRoute, kept as a tree.
struct LocalRoute: KubeResource {
  static let resourceType = ResourceType(
    group: "gateway.networking.k8s.io", version: "v1", kind: "HTTPRoute", plural: "httproutes")

  var metadata: ObjectMeta
  let content: JSONValue

  init(from decoder: any Decoder) throws {
    content = try JSONValue(from: decoder)
    metadata = try JSONCoding.decode(ObjectMeta.self, from: content["metadata"] ?? [:])
  }

  func encode(to encoder: any Encoder) throws { try content.encode(to: encoder) }

  /// The references to parents that are Services: those that the local proxy looks after.
  var parents: [JSONValue] {
    (content[["spec", "parentRefs"]]?.elements ?? []).filter { $0["kind"]?.string == "Service" && $0["group"] == "" }
  }

  var parentServices: [ObjectKey] {
    parents.map {
      ObjectKey(namespace: $0["namespace"]?.string ?? metadata.namespace, name: $0["name"]?.string ?? "")
    }
  }

  /// The Services that the rules name.
  var backendServices: [ObjectKey] {
    (content[["spec", "rules"]]?.elements ?? []).flatMap { rule in
      let rule = RouteRule(rule, namespace: metadata.namespace)
      return rule.backends.map(\.service) + rule.mirrors.map(\.service)
    }
  }

  /// What the proxy has to say of the route, for every parent.
  func status(missing: [ObjectKey], controller: String, now: Timestamp) -> JSONValue {
    let before = content[["status", "parents"]]?.elements ?? []
    let own = parents.map { parent -> JSONValue in
      let known = before.first { $0["controllerName"]?.string == controller && $0["parentRef"] == parent }
      var conditions = (known?["conditions"]).flatMap { try? JSONCoding.decode([Condition].self, from: $0) } ?? []
      conditions.set(condition("Accepted", .true, "Accepted", "The local proxy routes by it."), at: now)
      let resolved =
        missing.isEmpty
        ? condition("ResolvedRefs", .true, "ResolvedRefs", "Every Service is there.")
        : condition("ResolvedRefs", .false, "BackendNotFound", "There is no Service \(missing[0]).")
      conditions.set(resolved, at: now)
      return [
        "parentRef": parent, "controllerName": .string(controller),
        "conditions": (try? JSONCoding.tree(conditions)) ?? [],
      ]
    }
    return ["parents": .array(before.filter { $0["controllerName"]?.string != controller } + own)]
  }

  private func condition(
    _ type: String, _ state: Condition.State, _ reason: String, _ message: String
  ) -> Condition {
    Condition(
      type: type, status: state, observedGeneration: metadata.generation ?? 0, reason: reason, message: message)
  }
}
