import KubeCore
import SlipwayAPI

/// What the controllers of a route's parents say of it, in `status.parents`.
enum RouteAcceptance {
  /// What keeps a route from being carried out as it is now; `nil` once every parent has taken it, by the word of every
  /// controller that looks after it.
  static func problem(of route: RouteObject) -> RouterProblem? {
    let parents = route.content[["spec", "parentRefs"]]?.elements ?? []
    return parents.lazy.compactMap { problem(with: $0, route) }.first
  }

  private static func problem(with parent: JSONValue, _ route: RouteObject) -> RouterProblem? {
    let entries = statuses(of: route).filter { isSame($0["parentRef"] ?? [:], parent, route) }
    guard !entries.isEmpty else {
      return RouterProblem(
        .unconfirmed, "No controller has taken up \(route.title) for \(title(of: parent)) yet.")
    }
    return entries.lazy.compactMap { problem(in: $0, route) }.first
  }

  private static func problem(in entry: JSONValue, _ route: RouteObject) -> RouterProblem? {
    [("Accepted", "True"), ("ResolvedRefs", "True"), ("PartiallyInvalid", "False")].lazy
      .compactMap { check($0, $1, entry, route) }.first
  }

  private static func check(
    _ type: String, _ good: String, _ entry: JSONValue, _ route: RouteObject
  ) -> RouterProblem? {
    guard let condition = entry["conditions"]?.elements.first(where: { $0["type"]?.string == type }) else {
      // Only acceptance must be said: other conditions are for those who have something to say.
      return type == "Accepted" ? unconfirmed(entry, route) : nil
    }
    let generation = route.content[["metadata", "generation"]]?.integer ?? 0
    guard condition["observedGeneration"]?.integer ?? generation >= generation else { return unconfirmed(entry, route) }
    guard condition["status"]?.string != good else { return nil }
    if condition["status"]?.string == "Unknown" { return unconfirmed(entry, route) }
    let reason = condition["reason"]?.string ?? "no reason given"
    return RouterProblem(
      .refused,
      "\(title(of: entry["parentRef"] ?? [:])) refuses \(route.title) (\(type), \(reason)): "
        + "\(condition["message"]?.string ?? "")")
  }

  private static func unconfirmed(_ entry: JSONValue, _ route: RouteObject) -> RouterProblem {
    let controller = entry["controllerName"]?.string.map { " `\($0)`" } ?? ""
    return RouterProblem(
      .unconfirmed,
      "The controller\(controller) of \(title(of: entry["parentRef"] ?? [:])) has not confirmed the newest state of "
        + "\(route.title) yet.")
  }

  // MARK: Pools

  /// What a controller refuses of an InferencePool, such as a picker that is not there.
  ///
  /// Not every controller says anything of pools, and none has to.
  static func refusal(of pool: RouteObject) -> RouterProblem? {
    statuses(of: pool).lazy.compactMap { problem(in: $0, pool) }.first { $0.reason == .refused }
  }

  // MARK: Parents

  private static func statuses(of object: RouteObject) -> [JSONValue] {
    object.content[["status", "parents"]]?.elements ?? []
  }

  private static func title(of parent: JSONValue) -> String {
    "\(parent["kind"]?.string ?? "Gateway") `\(parent["name"]?.string ?? "")`"
  }

  /// Whether two references of a route name the same parent; what is left out has the API's own defaults.
  private static func isSame(_ left: JSONValue, _ right: JSONValue, _ route: RouteObject) -> Bool {
    let defaults: [(field: String, value: JSONValue?)] = [
      ("group", "gateway.networking.k8s.io"), ("kind", "Gateway"), ("name", nil),
      ("namespace", route.content[["metadata", "namespace"]]), ("sectionName", nil), ("port", nil),
    ]
    return defaults.allSatisfy { (left[$0.field] ?? $0.value) == (right[$0.field] ?? $0.value) }
  }
}

extension RouteObject {
  fileprivate var title: String { "\(kind.rawValue) `\(name)`" }
}
