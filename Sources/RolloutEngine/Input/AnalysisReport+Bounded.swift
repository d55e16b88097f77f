import SlipwayAPI

extension AnalysisReport {
  /// The report with texts that fit into a status together with what is said around them, so that a status is read back
  /// as it was decided.
  var bounded: AnalysisReport {
    var report = self
    report.metric = metric.map { Self.cut($0, to: 63) }
    report.message = Self.cut(message, to: 600)
    report.metrics = metrics.prefix(16).map { metric in
      var metric = metric
      metric.name = Self.cut(metric.name, to: 63)
      metric.message = metric.message.map { Self.cut($0, to: 600) }
      metric.stable = metric.stable.map { Self.cut($0, to: 32) }
      metric.candidate = metric.candidate.map { Self.cut($0, to: 32) }
      metric.effect = metric.effect.map { Self.cut($0, to: 32) }
      metric.bound = metric.bound.map { Self.cut($0, to: 32) }
      return metric
    }
    return report
  }

  static func cut(_ text: String, to limit: Int) -> String {
    let scalars = text.unicodeScalars
    return scalars.count <= limit ? text : String(String.UnicodeScalarView(scalars.prefix(limit - 3))) + "..."
  }
}
