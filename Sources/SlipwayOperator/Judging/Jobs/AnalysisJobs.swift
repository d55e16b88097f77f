import Analysis
import KubeClient
import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

/// Runs the Jobs of an analysis, one for each metric and step, and reads how they ended.
///
/// A Job's name follows from what it is for, so that whoever comes after a crash finds it and starts no second one.
struct AnalysisJobs: Sendable {
  /// How long a Job that has ended is kept, unless its spec says so: a day.
  private static let secondsKept: Int64 = 86_400

  let client: KubeClient

  /// What the Jobs say of a candidate at a step; those that are missing are started.
  func readings(of model: ModelDeployment, candidate: String, stable: String, step: Int) async -> [String: QueryReading] {
    var readings: [String: QueryReading] = [:]
    for metric in model.spec.analysis.metrics {
      guard let job = metric.job, let spec = job.spec else { continue }
      let name = Self.name(metric.name, of: model, candidate: candidate, step: step)
      let content = AnalysisJobContent(
        spec: spec, timeout: job.timeout, model: model, candidate: candidate, stable: stable, step: step)
      readings[metric.name] = await reading(name, content.object(secondsKept: Self.secondsKept), of: model)
    }
    return readings
  }

  /// The name of a Job: digits of a digest tell those of one revision apart.
  static func name(_ metric: String, of model: ModelDeployment, candidate: String, step: Int) -> String {
    let digest = SHA256.digest(of: Array("\(model.metadata.uid ?? "")/\(metric)/\(step)".utf8)).prefix(4)
    return "\(WorkloadNames.revision(model.metadata.name ?? "", candidate))-\(digest.hexadecimal)"
  }

  private func reading(_ name: String, _ content: JSONValue, of model: ModelDeployment) async -> QueryReading {
    let api = client.api(Job.self, namespace: model.metadata.namespace)
    do throws(KubeError) {
      guard let job = try await api.find(name) else {
        _ = try await api.apply(name, content, fieldManager: FieldManager.judge)
        return .pending("Job `\(name)` has been started")
      }
      guard job.metadata.controller?.uid == model.metadata.uid else {
        return .fault("Job `\(name)` belongs to somebody else")
      }
      return Self.reading(of: job, name)
    } catch {
      return .fault("Job `\(name)` cannot be run: \(error)")
    }
  }

  static func reading(of job: Job, _ name: String) -> QueryReading {
    let held = job.status?.conditions?.filter { $0.status == "True" } ?? []
    if held.contains(where: { $0.type == "Complete" }) { return .value(1) }
    if held.contains(where: { $0.type == "Failed" }) { return .value(0) }
    return .pending("Job `\(name)` runs")
  }
}
