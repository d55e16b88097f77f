import KubeClient
import KubeCore
import KubeSimulator

/// The controller of routes: a moment after a route is written it is followed, and says so.
///
/// What is followed is what the status of the route has confirmed: see ``Family``.
struct DataPlane: Sendable {
  /// How long it takes until a route is followed.
  private static let followTime = Duration.milliseconds(500)

  private var due: [ObjectKey: Duration] = [:]

  var nextWake: Duration? { due.values.min() }

  mutating func note(_ change: ObservedChange, at now: Duration) {
    guard let route = change.new else { return due[change.key] = nil }
    if route["spec"] != change.old?["spec"] { due[change.key] = now + Self.followTime }
  }

  /// Waits with what is due.
  mutating func postpone(to time: Duration) {
    for (key, moment) in due where moment < time { due[key] = time }
  }

  mutating func retry(_ key: ObjectKey, at time: Duration) { due[key] = time }

  mutating func takeDue(at now: Duration) -> [ObjectKey] {
    let keys = due.filter { $0.value <= now }.keys.sorted()
    for key in keys { due[key] = nil }
    return keys
  }

  /// What it says of a route.
  static func status(of route: JSONValue, isRefused: Bool, at now: Timestamp) -> JSONValue {
    let conditions = ["Accepted", "ResolvedRefs"].map { type -> JSONValue in
      let isGood = type != "Accepted" || !isRefused
      return [
        "type": .string(type), "status": isGood ? "True" : "False", "reason": .string(isGood ? type : "NotAllowed"),
        "observedGeneration": .integer(route.generation), "lastTransitionTime": .string(now.wholeSeconds.text),
        "message": "",
      ]
    }
    let parents = (route["spec"]?["parentRefs"]?.elements ?? []).map { parent -> JSONValue in
      ["parentRef": parent, "controllerName": "example.com/gateway", "conditions": .array(conditions)]
    }
    return ["parents": .array(parents)]
  }

  /// Whether a route is followed as it is written.
  static func follows(_ route: JSONValue) -> Bool {
    let conditions = route["status"]?["parents"]?.elements.first?["conditions"]?.elements ?? []
    return conditions.contains {
      $0["type"] == "Accepted" && $0["status"] == "True" && $0["observedGeneration"]?.integer == route.generation
    }
  }
}

extension World {
  /// Lets the controller of routes do what is due.
  mutating func runDataPlane() {
    if let spell = trouble.spell(.deafRouter, at: elapsed) { dataPlane?.postpone(to: spell) }
    let refusal = trouble.spell(.refuseRoute, at: elapsed)
    for key in dataPlane?.takeDue(at: elapsed) ?? [] {
      guard let route = view[.route, key] else { continue }
      if let refusal { dataPlane?.retry(key, at: refusal) }
      let status = DataPlane.status(of: route, isRefused: refusal != nil, at: now)
      let path = "/apis/gateway.networking.k8s.io/v1/namespaces/\(key.namespace ?? "")/httproutes/\(key.name)/status"
      _ = change { cluster, now in
        cluster.call(.patch, path, ["status": status], type: "application/merge-patch+json", at: now).status
      }
    }
  }
}
