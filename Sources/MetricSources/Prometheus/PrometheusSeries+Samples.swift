extension PrometheusSeries {
  /// When it was scraped last, in wall-clock seconds.
  var lastTime: Double? { [points.last?.time, histograms.last?.time].compactMap(\.self).max() }

  /// What was scraped of a pod at one moment, as its page would have shown it.
  ///
  /// - Parameter secondsPerUnit: of the histograms of answer times.
  static func samples(of all: [PrometheusSeries], at time: Double, secondsPerUnit: Double) -> [MetricSample] {
    let plain = all.compactMap { series in
      series.points.last { abs($0.time - time) < 0.001 }
        .map { MetricSample(name: series.name, labels: series.labels, value: $0.value) }
    }
    let names = Set(plain.map(\.name))
    // A server may keep a histogram in both forms; it counts once.
    let native = all.filter { !names.contains($0.name + "_count") }.flatMap { series in
      series.histograms.last { abs($0.time - time) < 0.001 }?
        .samples(series.name, series.labels, secondsPerUnit: secondsPerUnit) ?? []
    }
    return plain + native
  }

  private var name: String { labels["__name__"] ?? "" }
}
