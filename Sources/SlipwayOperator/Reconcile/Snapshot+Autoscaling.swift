import KubeCore
import KubeTypes
import SlipwayAPI
import Workloads

extension Snapshot {
  func autoscaler(of revision: String) -> HorizontalPodAutoscaler? {
    autoscalers.first { $0.metadata.labels?[SlipwayLabels.revision] == revision && !$0.metadata.isDeleting }
  }

  /// How many replicas the whole traffic needs.
  ///
  /// With an autoscaler it is what it has found out: of the versions that serve one always has full capacity.
  func neededReplicas(of model: ModelDeployment) -> Int {
    guard let settings = model.spec.scaling, model.spec.replicas > 0 else {
      return model.spec.replicas
    }
    let serving = [model.status.stable, model.status.candidate].compactMap { $0 }
      .compactMap { deployment(of: $0.revision)?.spec?.replicas }
    let most = serving.max().flatMap { $0 > 0 ? $0 : nil } ?? model.spec.replicas
    return min(max(most, settings.minReplicas), max(settings.minReplicas, settings.maxReplicas))
  }
}
