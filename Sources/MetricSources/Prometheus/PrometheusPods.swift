import SlipwayAPI

/// Finds the pods in the answer of a Prometheus server.
struct PrometheusPods: Sendable {
  let labels: PrometheusPodSource.Labels
  /// What must be added to wall-clock seconds to get seconds on the clock of the samples.
  let offset: Double

  /// What was scraped of each pod last.
  func scrape(_ targets: [PodTarget], _ series: [PrometheusSeries], _ preset: MetricsPreset) -> PodScrape {
    var scrape = PodScrape(samples: [], failures: [:])
    let byPod = Dictionary(grouping: series) {
      Key(pod: $0.labels[labels.pod] ?? "", namespace: $0.labels[labels.namespace] ?? "")
    }
    for target in targets.sorted(by: { $0.uid < $1.uid }) {
      let own = byPod[Key(pod: target.name, namespace: target.namespace)] ?? []
      guard let time = own.compactMap(\.lastTime).max() else {
        scrape.failures[target.uid] = "the server has no recent sample of pod \(target.name)"
        continue
      }
      // Only what was scraped in the same moment belongs together; a series that has ended is gone.
      let samples = PrometheusSeries.samples(of: own, at: time, secondsPerUnit: preset.latency?.secondsPerUnit ?? 1)
      if let pod = preset.samples(
        from: samples, pod: target.uid, revision: target.revision, track: target.track, time: time + offset,
        startTime: target.startTime)
      {
        scrape.samples.append(pod)
      } else {
        scrape.failures[target.uid] =
          "the server has no \(preset.requests.map(\.name).joined(separator: ", ")) of pod \(target.name)"
      }
    }
    return scrape
  }

  /// What selects the metrics. A native histogram is one series, without the suffixes of a classic one.
  static func nameMatcher(_ preset: MetricsPreset) -> String {
    let bases = preset.names.flatMap { name in
      PrometheusHistogram.suffixes.filter(name.hasSuffix).map { String(name.dropLast($0.count)) }
    }
    return "__name__=~\"\(preset.names.union(bases).sorted().map(literal).joined(separator: "|"))\""
  }

  private struct Key: Hashable {
    var pod: String
    var namespace: String
  }

  /// A text inside a regular expression inside a quoted string.
  static func literal(_ text: String) -> String {
    quoted(text.map { ".+*?()|[]{}^$\\".contains($0) ? "\\\($0)" : String($0) }.joined())
  }

  /// A text inside a quoted string.
  static func quoted(_ text: String) -> String {
    text.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : $0.isNewline ? "\\n" : String($0) }.joined()
  }
}
