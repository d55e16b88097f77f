import KubeCore

/// The conditions of a deployment, set as its controller sets them.
struct DeploymentConditions: Sendable {
  private var conditions: [JSONValue]

  init(_ deployment: JSONValue) { conditions = deployment["status"]?["conditions"]?.elements ?? [] }

  /// `nil` when there is none.
  var value: JSONValue? { conditions.isEmpty ? nil : .array(conditions) }

  subscript(type: String) -> JSONValue? { conditions.first { $0["type"]?.string == type } }

  /// Sets a condition.
  ///
  /// One with the same status and reason is left alone, a new one goes to the end.
  ///
  /// - Parameter refreshes: whether it is written even so, which moves `lastUpdateTime` and starts the deadline anew.
  mutating func set(
    _ type: String, _ status: String, _ reason: String, _ message: String, now: Timestamp, refreshes: Bool = false
  ) {
    let old = self[type]
    let isSame = old?["status"]?.string == status && old?["reason"]?.string == reason
    guard !isSame || refreshes else { return }
    let time: JSONValue = .string(now.wholeSeconds.text)
    let transition = old?["status"]?.string == status ? old?["lastTransitionTime"] ?? time : time
    remove(type)
    conditions.append([
      "type": .string(type), "status": .string(status), "lastUpdateTime": time, "lastTransitionTime": transition,
      "reason": .string(reason), "message": .string(message),
    ])
  }

  /// Takes over a condition of a replica set, unless the same is known already.
  mutating func adopt(_ condition: JSONValue) {
    guard let type = condition["type"]?.string else { return }
    if let old = self[type], old["status"] == condition["status"], old["reason"] == condition["reason"] { return }
    var adopted = condition
    adopted["lastUpdateTime"] = condition["lastTransitionTime"]
    remove(type)
    conditions.append(adopted)
  }

  mutating func remove(_ type: String) { conditions.removeAll { $0["type"]?.string == type } }
}
