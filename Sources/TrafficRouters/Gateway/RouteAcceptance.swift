import KubeCore
import SlipwayAPI

/// What the controllers of a route's parents say of it, in `status.parents`.
enum RouteAcceptance {
  /// What keeps a route from being carried out as it is now; `nil` once every parent has taken it.
  static func problem(of route: RouteObject) -> RouterProblem? {
    let parents = route.content[["spec", "parentRefs"]]?.elements ?? []
    return parents.lazy.compactMap { problem(with: $0, route) }.first
  }

  private static func problem(with parent: JSONValue, _ route: RouteObject) -> RouterProblem? {
    let title = "\(parent["kind"]?.string ?? "Gateway") `\(parent["name"]?.string ?? "")`"
    let entries = (route.content[["status", "parents"]]?.elements ?? []).filter {
      isSame($0["parentRef"] ?? [:], parent)
    }
    guard let conditions = entries.first?["conditions"]?.array else {
      return RouterProblem(
        .unconfirmed, "No controller has taken up \(route.kind.rawValue) `\(route.name)` for \(title) yet.")
    }
    for (type, isGood) in [("Accepted", "True"), ("ResolvedRefs", "True"), ("PartiallyInvalid", "False")] {
      if let problem = check(type, isGood, conditions, title, route) { return problem }
    }
    return nil
  }

  private static func check(
    _ type: String, _ good: String, _ conditions: [JSONValue], _ title: String, _ route: RouteObject
  ) -> RouterProblem? {
    guard let condition = conditions.first(where: { $0["type"]?.string == type }) else {
      // Only acceptance must be said: other conditions are for those who have something to say.
      return type == "Accepted" ? unconfirmed(title, route) : nil
    }
    let generation = route.content[["metadata", "generation"]]?.integer ?? 0
    guard condition["observedGeneration"]?.integer ?? generation >= generation else { return unconfirmed(title, route) }
    guard condition["status"]?.string != good else { return nil }
    if condition["status"]?.string == "Unknown" { return unconfirmed(title, route) }
    let reason = condition["reason"]?.string ?? "no reason given"
    return RouterProblem(
      .refused,
      "\(title) refuses \(route.kind.rawValue) `\(route.name)` (\(type), \(reason)): \(condition["message"]?.string ?? "")"
    )
  }

  private static func unconfirmed(_ title: String, _ route: RouteObject) -> RouterProblem {
    RouterProblem(
      .unconfirmed,
      "The controller of \(title) has not confirmed the newest state of \(route.kind.rawValue) `\(route.name)` yet.")
  }

  /// Whether two references name the same parent; what a server fills in makes no difference.
  private static func isSame(_ left: JSONValue, _ right: JSONValue) -> Bool {
    ["name", "namespace", "sectionName"].allSatisfy { field in
      left[field] == right[field] || field == "namespace" && (left[field] == nil || right[field] == nil)
    }
  }
}
