import Analysis
import SlipwayAPI

extension AutoscalingHint {
  /// A fifth of the throughput stays free.
  private static let use = 0.8

  /// What the measured load would need; `nil` while nothing is known of it.
  init?(_ load: LoadMeter, _ settings: AutoscalingSettings) {
    guard let rate = load.rate, let each = settings.requestsPerReplica.map(Double.init) ?? load.mostPerPod, each > 0 else {
      return nil
    }
    self.init()
    let needed = (rate / (each * Self.use)).rounded(.up)
    let most = max(settings.minReplicas, settings.maxReplicas)
    replicas = min(max(needed < 1e6 ? Int(needed) : most, settings.minReplicas), most)
    requestsPerSecond = FigureText.number(rate)
    requestsPerReplica = FigureText.number(each)
    headroom = FigureText.percent(1 - rate / (each * Double(max(load.pods, 1))))
    message =
      settings.requestsPerReplica == nil
      ? "No replica has carried more so far; one may be able to."
      : "By `autoscaling.requestsPerReplica`."
  }
}

extension LoadMeter.Goal {
  /// The limit on latency that an analysis sets, if it does.
  init?(_ settings: AnalysisSettings) {
    guard let latency = settings.metrics.compactMap(\.latency).first, let limit = latency.max else { return nil }
    self.init(latency: Double(limit.milliseconds) / 1000, percentile: Double(latency.percentile) / 100)
  }
}
