import Analysis
import KubeClient
import KubeCore
import KubeTypes
import MetricSources
import SlipwayAPI
import SlipwayOperator
import Workloads

/// Reads the metrics of a deployment's pods through the API server, as the operator reads them from the pods.
struct PodSampleReader: Sendable {
  let client: KubeClient
  let namespace: String
  let view: DeploymentView

  /// The counters of all ready pods of the stable version and the candidate.
  ///
  /// - Parameter time: the time that the samples get, in seconds.
  /// - Throws: `.notPossible` when a pod cannot be read.
  func read(at time: Double) async throws -> [PodSamples] {
    let model = try RolloutPlanner.model(view.content)
    let selector = LabelSelector(matchLabels: [SlipwayLabels.deployment: view.name])
    let pods = try await client.api(Pod.self, namespace: namespace).list(ListOptions(labelSelector: selector)).items
    let preset = model.metricsPreset
    var samples: [PodSamples] = []
    for pod in pods where pod.isReady {
      guard let revision = pod.metadata.labels?[SlipwayLabels.revision], let track = track(of: revision) else { continue }
      let page = MetricsPage(try await bytes(of: pod, model), keeping: preset.names)
      if let sample = preset.samples(
        from: page, pod: pod.metadata.uid ?? "", revision: revision, track: track, time: time, startTime: nil)
      {
        samples.append(sample)
      }
    }
    return samples
  }

  private func bytes(of pod: Pod, _ model: ModelDeployment) async throws(CommandError) -> [UInt8] {
    do throws(KubeError) { return try await Self.page(of: pod, model, client) } catch {
      throw CommandError(
        .notPossible,
        "the metrics of pod \(pod.metadata.name ?? "") cannot be read through the API server: \(error.message)")
    }
  }

  private func track(of revision: String) -> Analysis.Track? {
    switch revision {
    case view.status.stable?.revision: .stable
    case view.status.candidate?.revision: .candidate
    default: nil
    }
  }

  /// A pod's page of metrics, through the API server's proxy.
  static func page(of pod: Pod, _ model: ModelDeployment, _ client: KubeClient) async throws(KubeError) -> [UInt8] {
    let path = Pod.resourceType.path(
      namespace: pod.metadata.namespace, name: "\(pod.metadata.name ?? ""):\(model.spec.runtime.port)")
    let request = KubeRequest(
      method: .get, path: "\(path)/proxy\(model.spec.runtime.metricsPath)", timeout: .seconds(5))
    return Array(try await client.perform(request))
  }
}
