import SlipwayAPI
import Workloads

extension Snapshot {
  /// How many more replicas there is room for; `nil` when nothing is known to limit them.
  func spareReplicas(of model: ModelDeployment) -> Int? {
    // Nothing is to be placed where no rollout is wanted.
    guard model.status.candidate != nil || model.status.stable?.revision != model.revision || !model.arms.isEmpty else {
      return nil
    }
    let revision = model.status.candidate?.revision ?? model.revision
    let kept = record(of: revision).flatMap(RevisionRecord.init)
    guard let record = kept ?? (try? RevisionRecord(model)) else { return nil }
    return [SpareCapacity.replicas(of: record.template, within: quotas), devices.replicas(of: record.template)]
      .compactMap(\.self).min()
  }
}
