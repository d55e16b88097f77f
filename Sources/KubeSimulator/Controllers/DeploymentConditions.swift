import KubeCore

/// The conditions of a deployment, set as its controller sets them.
struct DeploymentConditions: Sendable {
  private var conditions: [JSONValue]

  init(_ deployment: JSONValue) { conditions = deployment["status"]?["conditions"]?.elements ?? [] }

  var value: JSONValue { .array(conditions) }

  subscript(type: String) -> JSONValue? { conditions.first { $0["type"]?.string == type } }

  /// Sets a condition.
  ///
  /// One that says the same is left alone, a new one goes to the end.
  ///
  /// - Parameter refreshes: whether progress alone moves `lastUpdateTime`, so that the deadline starts anew.
  mutating func set(
    _ type: String, _ status: String, _ reason: String, _ message: String, now: Timestamp, refreshes: Bool = false
  ) {
    let old = self[type]
    let isSame = old?["status"]?.string == status && old?["reason"]?.string == reason
    guard !isSame || refreshes else { return }
    let time: JSONValue = .string(now.wholeSeconds.text)
    let transition = old?["status"]?.string == status ? old?["lastTransitionTime"] ?? time : time
    conditions.removeAll { $0["type"]?.string == type }
    conditions.append([
      "type": .string(type), "status": .string(status), "lastUpdateTime": time, "lastTransitionTime": transition,
      "reason": .string(reason), "message": .string(message),
    ])
  }
}
