import KubeCore

/// How fast an autoscaler may go, and how long it waits.
struct ScalingBehavior: Sendable {
  /// What becomes of a recommendation, and what is said of it.
  struct Decision: Sendable, Hashable {
    var replicas: Int
    /// Why another size than the recommended one is kept for the time being; `nil` when it is not.
    var stabilization: (reason: String, message: String)?
    var isLimited: Bool
    var limit: (reason: String, message: String)

    static func == (left: Decision, right: Decision) -> Bool {
      left.replicas == right.replicas && left.isLimited == right.isLimited && left.limit.reason == right.limit.reason
    }

    func hash(into hasher: inout Hasher) { hasher.combine(replicas) }
  }

  private let spec: JSONValue?
  let minimum: Int
  let maximum: Int

  init(autoscaler: JSONValue) {
    spec = autoscaler["spec"]?["behavior"]
    minimum = Int(clamping: autoscaler["spec"]?["minReplicas"]?.integer ?? 1)
    maximum = Int(clamping: autoscaler["spec"]?["maxReplicas"]?.integer ?? 1)
  }

  func decide(_ desired: Int, current: Int, _ history: ScalingHistory, now: Timestamp) -> Decision {
    let stable = stabilize(desired, current: current, history, now: now)
    var decision = limit(stable, current: current, history, now: now)
    if stable < desired {
      decision.stabilization = (
        "ScaleUpStabilized",
        "recent recommendations were lower than current one, applying the lowest recent recommendation"
      )
    } else if stable > desired {
      decision.stabilization = (
        "ScaleDownStabilized",
        "recent recommendations were higher than current one, applying the highest recent recommendation"
      )
    }
    return decision
  }

  /// Growth follows the lowest recent recommendation, shrinking the highest.
  private func stabilize(_ desired: Int, current: Int, _ history: ScalingHistory, now: Timestamp) -> Int {
    let up = history.recommendations(in: window("scaleUp", 0), before: now) + [desired]
    let down = history.recommendations(in: window("scaleDown", 300), before: now) + [desired]
    guard spec != nil else { return down.max() ?? desired }
    let lowest = up.min() ?? desired
    let highest = down.max() ?? desired
    return min(max(current, lowest), highest)
  }

  private func window(_ direction: String, _ fallback: Int64) -> Duration {
    .seconds(min(max(spec?[direction]?["stabilizationWindowSeconds"]?.integer ?? fallback, 0), 3600))
  }

  private func limit(_ desired: Int, current: Int, _ history: ScalingHistory, now: Timestamp) -> Decision {
    if desired > current || spec == nil {
      let fastest = spec == nil ? max(2 * current, 4) : max(current, reach(current, history, now: now, growing: true))
      let highest = min(maximum, fastest)
      if desired > highest {
        return Decision(
          replicas: highest, isLimited: true,
          limit: maximum > fastest
            ? ("ScaleUpLimit", "the desired replica count is increasing faster than the maximum scale rate")
            : ("TooManyReplicas", "the desired replica count is more than the maximum replica count"))
      }
    }
    if desired < current || spec == nil {
      let fastest = spec == nil ? 0 : min(current, reach(current, history, now: now, growing: false))
      let lowest = max(minimum, fastest)
      if desired < lowest {
        return Decision(
          replicas: lowest, isLimited: true,
          limit: minimum < fastest
            ? ("ScaleDownLimit", "the desired replica count is decreasing faster than the maximum scale rate")
            : ("TooFewReplicas", "the desired replica count is less than the minimum replica count"))
      }
    }
    return Decision(
      replicas: desired, isLimited: false,
      limit: ("DesiredWithinRange", "the desired count is within the acceptable range"))
  }

  /// The farthest size that the policies of a direction allow now.
  private func reach(_ current: Int, _ history: ScalingHistory, now: Timestamp, growing: Bool) -> Int {
    let rules = spec?[growing ? "scaleUp" : "scaleDown"] ?? [:]
    if rules["selectPolicy"] == "Disabled" { return current }
    let sizes = (rules["policies"]?.elements ?? []).map { policy in
      let period = Duration.seconds(min(max(policy["periodSeconds"]?.integer ?? 15, 1), 1800))
      let changed = history.changes(in: period, before: now, growing: growing)
      let start = growing ? current - changed : current + changed
      let value = Int(clamping: policy["value"]?.integer ?? 0)
      let share = Double(start) * Double(value) / 100
      switch (policy["type"]?.string == "Percent", growing) {
      case (true, true): return start + Int(clamping: Int64(exactly: share.rounded(.up)) ?? Int64(Int32.max))
      case (true, false): return Int(clamping: Int64(exactly: (Double(start) - share).rounded(.towardZero)) ?? 0)
      case (false, true): return start + value
      case (false, false): return start - value
      }
    }
    let picksFarthest = rules["selectPolicy"]?.string != "Min"
    return (picksFarthest == growing ? sizes.max() : sizes.min()) ?? current
  }
}
