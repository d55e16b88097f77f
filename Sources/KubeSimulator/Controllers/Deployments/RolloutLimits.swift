import KubeCore

/// How far a rolling update may leave the wanted number of replicas, up and down; both are zero without one.
struct RolloutLimits: Sendable, Hashable {
  var surge = 0
  var unavailable = 0

  /// Percentages are rounded up for the surge and down for what may be missing; both must not be zero.
  init(deployment: JSONValue) {
    let replicas = Int(clamping: deployment["spec"]?["replicas"]?.integer ?? 1)
    let strategy = deployment["spec"]?["strategy"]
    guard strategy?["type"] != "Recreate" else { return }
    surge = ScaledValue.resolve(strategy?["rollingUpdate"]?["maxSurge"], of: replicas, roundsUp: true) ?? 0
    let missing = ScaledValue.resolve(strategy?["rollingUpdate"]?["maxUnavailable"], of: replicas, roundsUp: false) ?? 0
    unavailable = min(surge == 0 && missing == 0 ? 1 : missing, max(0, replicas))
  }
}
