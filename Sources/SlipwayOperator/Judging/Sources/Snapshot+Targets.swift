import Analysis
import KubeCore
import KubeRuntime
import KubeTypes
import MetricSources
import SlipwayAPI
import Workloads

extension Snapshot {
  /// The pods whose metrics tell of a rollout: those of the revisions that are compared, and any others for the labels that
  /// they are told of.
  ///
  /// - Parameter wallOffset: added to wall-clock seconds, gives seconds on the clock of the samples.
  func targets(
    of model: ModelDeployment, _ comparison: Comparison, wallOffset: Double
  ) -> [PodTarget] {
    let trialled = Set(comparison.candidates.map(\.revision))
    return pods.compactMap { pod in
      guard let revision = pod.metadata.labels?[SlipwayLabels.revision], let uid = pod.metadata.uid,
        let address = pod.status?.podIP, pod.status?.phase == "Running"
      else { return nil }
      let track: Analysis.Track =
        revision == comparison.stable ? .stable : trialled.contains(revision) ? .candidate : .bystander
      // Pods of an older revision listen where their own template says.
      let ports = pod.spec?.containers.first?.ports ?? []
      let port = (ports.first { $0.name == "metrics" } ?? ports.first { $0.name == "http" })?.containerPort
        ?? model.spec.runtime.port
      let host = address.contains(":") ? "[\(address)]" : address
      return PodTarget(
        uid: uid, name: pod.metadata.name ?? "", namespace: pod.metadata.namespace ?? "", revision: revision,
        track: track, url: "http://\(host):\(port)\(model.spec.runtime.metricsPath)",
        startTime: pod.status?.startTime.map { $0.secondsWithFraction + wallOffset })
    }
  }
}

extension Timestamp {
  var secondsWithFraction: Double { Double(seconds) + Double(nanoseconds) / 1e9 }
}

extension MonotonicInstant {
  /// Seconds since the clock's origin.
  var seconds: Double { sinceOrigin / .seconds(1) }
}
