import KubeCore

/// What a disruption budget allows at the moment.
///
/// Source of the rules: the disruption controller of Kubernetes 1.36.
struct BudgetStatus: Sendable {
  /// How long an eviction is counted before its pod is gone.
  private static let patience: Duration = .seconds(120)

  let value: JSONValue
  /// When the next eviction is no longer counted.
  let nextCheck: Timestamp?

  /// - Parameters:
  ///   - pods: the pods that the budget selects.
  ///   - scale: how many pods their controllers want together.
  init(budget: JSONValue, pods: [JSONValue], scale: Int, now: Timestamp) {
    let (expected, desired) = Self.counts(budget, pods: pods.count, scale: scale)
    var evicted: [String: Timestamp] = [:]
    for (name, time) in budget["status"]?["disruptedPods"]?.object ?? [:] {
      guard let since = time.string.flatMap({ Timestamp($0) }), since + Self.patience > now,
        pods.contains(where: { $0.name == name && !$0.isDeleting })
      else { continue }
      evicted[name] = since
    }
    let healthy = pods.count { !$0.isDeleting && evicted[$0.name] == nil && PodFacts.isReady($0) }
    let allowed = expected > 0 ? max(0, healthy - desired) : 0
    var status: JSONObject = [
      "currentHealthy": .count(healthy), "desiredHealthy": .count(desired), "expectedPods": .count(expected),
      "disruptionsAllowed": .count(allowed),
    ]
    status["observedGeneration"] = budget.generation.map { .integer($0) }
    if !evicted.isEmpty {
      status["disruptedPods"] = .object(JSONObject(evicted.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value.text)) }))
    }
    status["conditions"] = Self.conditions(budget, allowed: allowed, now: now)
    value = .object(status)
    nextCheck = evicted.values.min().map { $0 + Self.patience }
  }

  private static func counts(_ budget: JSONValue, pods: Int, scale: Int) -> (expected: Int, desired: Int) {
    if let limit = budget["spec"]?["maxUnavailable"], !limit.isNull {
      return (scale, max(0, scale - (ScaledValue.resolve(limit, of: scale, roundsUp: true) ?? 0)))
    }
    guard let limit = budget["spec"]?["minAvailable"], !limit.isNull else { return (pods, 0) }
    if let number = limit.integer { return (pods, Int(clamping: number)) }
    return (scale, ScaledValue.resolve(limit, of: scale, roundsUp: true) ?? 0)
  }

  static func conditions(_ budget: JSONValue, allowed: Int, now: Timestamp) -> JSONValue {
    let old = budget.condition("DisruptionAllowed")
    let status = allowed > 0 ? "True" : "False"
    let time = old?["status"]?.string == status ? old?["lastTransitionTime"] : nil
    let others = (budget["status"]?["conditions"]?.elements ?? []).filter { $0["type"] != "DisruptionAllowed" }
    return .array(
      others + [
        [
          "type": "DisruptionAllowed", "status": .string(status),
          "reason": allowed > 0 ? "SufficientPods" : "InsufficientPods", "message": "",
          "lastTransitionTime": time ?? .string(now.wholeSeconds.text),
          "observedGeneration": .integer(budget.generation ?? 0),
        ]
      ])
  }

  /// Why a budget lets nobody go.
  static func refusal(of budget: JSONValue) -> String {
    let (healthy, desired) = (budget.statusCount("currentHealthy"), budget.statusCount("desiredHealthy"))
    let condition = budget.condition("DisruptionAllowed").flatMap { $0["status"] == "False" ? $0 : nil }
    let (reason, message) = (condition?["reason"]?.string ?? "", condition?["message"]?.string ?? "")
    let start = "The disruption budget \(budget.name)"
    // A budget that could not be counted knows nothing of its pods.
    if reason == "SyncFailed", !message.isEmpty {
      return "\(start) does not allow evicting pods currently because it failed sync: \(message)"
    }
    if healthy <= desired { return "\(start) needs \(desired) healthy pods and has \(healthy) currently" }
    let detail = message.isEmpty ? "" : " (\(reason)): \(message)"
    return "\(start) does not allow evicting pods currently\(detail)"
  }
}
