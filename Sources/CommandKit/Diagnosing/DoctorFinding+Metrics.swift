import Analysis
import MetricSources
import SlipwayAPI
import SlipwayOperator

extension DoctorFinding {
  /// What a pod's page of metrics is good for.
  init(_ subject: String, _ page: [UInt8], of pod: String, _ model: ModelDeployment) {
    let preset = model.metricsPreset
    let samples = preset.samples(
      from: MetricsPage(page, keeping: preset.names), pod: pod, revision: "", track: .stable, time: 0, startTime: nil)
    let place = "pod \(pod) shows"
    guard let samples else {
      let names = preset.requests.map(\.name).joined(separator: ", ")
      self.init(subject, .failure, "\(place) no metric \(names) at \(model.spec.runtime.metricsPath)")
      return
    }
    let needed = Set(model.spec.analysis.metrics.map(\.kind))
    let missing = [
      needed.contains(.latency) && samples.latency == nil ? "latency" : nil,
      needed.contains(.accuracy) && samples.outcomes.isEmpty ? "labelled outcomes" : nil,
    ].compactMap { $0 }
    guard missing.isEmpty else {
      self.init(subject, .warning, "\(place) no \(missing.joined(separator: " and no ")) yet, which the analysis needs")
      return
    }
    self.init(subject, .ok, "\(place) the metrics that the analysis needs")
  }
}
