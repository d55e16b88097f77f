import KubeCore
import KubeRuntime
import SlipwayAPI

extension Operator {
  /// How many ModelDeployments are in each phase, and which are not healthy. They are read off the store when they are asked
  /// for, so that nothing is left of one that is gone.
  var phaseFamilies: [MetricFamily] {
    let models = stores.models.list()
    let counts = Dictionary(models.map { ($0.phase ?? .pending, 1) }, uniquingKeysWith: +)
    let unwell = models.filter { $0.phase != .healthy }.sorted { $0.key < $1.key }
    return [
      MetricFamily(
        "slipway_modeldeployments", .gauge, help: "ModelDeployments by the phase that they are in.", labels: ["phase"],
        Phase.allCases.map { .init([$0.rawValue], .number(Double(counts[$0] ?? 0))) }),
      MetricFamily(
        "slipway_modeldeployment_phase", .gauge, help: "The phase of each ModelDeployment that is not healthy.",
        labels: ["namespace", "name", "phase"],
        unwell.map {
          .init([$0.key.namespace ?? "", $0.key.name, ($0.phase ?? .pending).rawValue], .number(1))
        }),
    ]
  }
}
