import SlipwayAPI

extension MetricSelector {
  func accepts(_ sample: MetricSample) -> Bool {
    sample.name == name && rules.allSatisfy { $1.accepts(sample.labels[$0] ?? "") }
  }
}
