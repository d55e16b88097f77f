import KubeCore

/// The status of an autoscaler while it is made.
struct AutoscalerStatus: Sendable {
  var currentReplicas: Int
  var desiredReplicas: Int
  var currentMetrics: JSONValue
  var lastScaleTime: JSONValue?
  private var conditions: [JSONValue]
  private let now: Timestamp

  init(_ autoscaler: JSONValue, now: Timestamp) {
    let old = autoscaler["status"] ?? [:]
    currentReplicas = Int(clamping: old["currentReplicas"]?.integer ?? 0)
    desiredReplicas = Int(clamping: old["desiredReplicas"]?.integer ?? 0)
    currentMetrics = old["currentMetrics"] ?? .null
    lastScaleTime = old["lastScaleTime"]
    conditions = old["conditions"]?.elements ?? []
    self.now = now
  }

  mutating func set(_ type: String, _ isTrue: Bool, _ reason: String, _ message: String) {
    let status = isTrue ? "True" : "False"
    let position = conditions.firstIndex { $0["type"]?.string == type }
    let old = position.map { conditions[$0] }
    let time = old?["status"]?.string == status ? old?["lastTransitionTime"] : nil
    let condition: JSONValue = [
      "type": .string(type), "status": .string(status), "lastTransitionTime": time ?? .string(now.wholeSeconds.text),
      "reason": .string(reason), "message": .string(message),
    ]
    if let position { conditions[position] = condition } else { conditions.append(condition) }
  }

  var value: JSONValue {
    var status = JSONObject()
    status["lastScaleTime"] = lastScaleTime
    status.setCount("currentReplicas", currentReplicas)
    status["desiredReplicas"] = .count(desiredReplicas)
    status["currentMetrics"] = currentMetrics
    status["conditions"] = conditions.isEmpty ? nil : .array(conditions)
    return .object(status)
  }
}
