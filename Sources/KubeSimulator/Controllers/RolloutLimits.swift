import KubeCore

/// How far a rolling update may leave the wanted number of replicas, up and down.
struct RolloutLimits: Sendable, Hashable {
  var surge: Int
  var unavailable: Int

  /// Percentages are rounded up for the surge and down for what may be missing; both must not be zero.
  init(deployment: JSONValue) {
    let replicas = Int(clamping: deployment["spec"]?["replicas"]?.integer ?? 1)
    let strategy = deployment["spec"]?["strategy"]
    guard strategy?["type"] != "Recreate" else {
      (surge, unavailable) = (0, replicas)
      return
    }
    surge = Self.resolve(strategy?["rollingUpdate"]?["maxSurge"], of: replicas, roundsUp: true)
    unavailable = min(
      Self.resolve(strategy?["rollingUpdate"]?["maxUnavailable"], of: replicas, roundsUp: false), replicas)
    if surge == 0, unavailable == 0 { unavailable = 1 }
  }

  private static func resolve(_ value: JSONValue?, of total: Int, roundsUp: Bool) -> Int {
    if let number = value?.integer { return max(0, Int(clamping: number)) }
    guard let text = value?.string, text.last == "%", let percent = Int(text.dropLast()), (0...10_000).contains(percent)
    else { return 0 }
    let product = total.multipliedReportingOverflow(by: percent)
    guard !product.overflow else { return total }
    return roundsUp ? (product.partialValue + 99) / 100 : product.partialValue / 100
  }
}
