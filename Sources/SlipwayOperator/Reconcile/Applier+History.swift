import KubeCore
import KubeTypes
import RolloutEngine
import SlipwayAPI
import Workloads

extension Applier {
  /// What a revision is: as it was kept, or as the spec describes it.
  ///
  /// - Returns: `nil` for a revision that is not kept and that the spec does not ask for: it cannot be made.
  static func record(
    of revision: String, _ model: ModelDeployment, _ snapshot: Snapshot
  ) throws(OperatorError) -> RevisionRecord? {
    if let kept = snapshot.record(of: revision).flatMap(RevisionRecord.init) { return kept }
    guard let source = revision == model.revision ? model : model.running(arm: revision) else { return nil }
    do {
      return try RevisionRecord(source)
    } catch {
      throw OperatorError(notEncodable: error)
    }
  }

  /// Notes on each record what part its revision plays; the revisions on trial are the latest of all.
  static func mark(_ plan: RolloutPlan, _ snapshot: Snapshot) -> [ApplierStep] {
    let hasStable = plan.revisions.contains { $0.track == .stable }
    let trial = Set(plan.revisions.filter { $0.track == .candidate }.map(\.revision))
    // Arms of one test do not vie for the last place: that would never end.
    let lastSettled = snapshot.records.filter { !trial.contains($0.metadata.labels?[SlipwayLabels.revision] ?? "") }
      .map(\.revision).max() ?? 0
    return snapshot.records.compactMap { record in
      guard !record.metadata.isDeleting else { return nil }
      let revision = record.metadata.labels?[SlipwayLabels.revision]
      // Until there is a stable revision, the one that was stable in an earlier life stays known.
      guard hasStable || record.track != .stable else { return nil }
      let track = plan.revisions.first { $0.revision == revision }?.track ?? .retired
      let isLatest = track != .candidate || record.revision > lastSettled
      guard !isLatest || record.track != track else { return nil }
      return .markRecord(record, track, place: isLatest ? record.revision : snapshot.lastPlace + 1)
    }
  }

  /// Forgets the oldest revisions beyond the number that is to be kept.
  static func prune(_ plan: RolloutPlan, of model: ModelDeployment, _ snapshot: Snapshot) -> [ApplierStep] {
    let inUse = Set(plan.revisions.map(\.revision))
      .union(snapshot.deployments.compactMap { $0.metadata.labels?[SlipwayLabels.revision] })
      .union([model.revision] + model.arms.map(\.revision))
    let old = snapshot.records.filter { record in
      !record.metadata.isDeleting && !inUse.contains(record.metadata.labels?[SlipwayLabels.revision] ?? "")
    }
    return old.sorted { ($0.revision, $0.metadata.name ?? "") > ($1.revision, $1.metadata.name ?? "") }
      .dropFirst(model.spec.revisionHistoryLimit).map { .deleteRecord($0) }
  }
}
