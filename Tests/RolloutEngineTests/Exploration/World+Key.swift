import KubeCore
import RolloutEngine
import SlipwayAPI

extension World {
  /// What tells two worlds apart as far as the future goes: times count from now, and what only people read is left out.
  struct Key: Hashable {
    var revision: String
    var paused: Bool
    var replicas: Int
    var stable: RevisionKey?
    var candidate: RevisionKey?
    var step: [Int64]
    var rollback: [String]
    var pausedFor: Int64?
    var retiring: [String: Int64]
    var rejected: Set<String>
    var rule: String?
    var workloads: [String: Workload]
    var admitted: Set<String>?
    var pending: Set<String>?
    var report: AnalysisReport?
    var approval: String?
  }

  struct RevisionKey: Hashable {
    var revision: String
    var weight: BasisPoints
  }

  var key: Key {
    Key(
      revision: revision, paused: spec.paused, replicas: spec.replicas,
      stable: status.stable.map { RevisionKey(revision: $0.revision, weight: $0.weight) },
      candidate: status.candidate.map { RevisionKey(revision: $0.revision, weight: $0.weight) }, step: stepKey,
      rollback: status.rollback.map { [$0.outcome.rawValue, String(left($0.deadlineTime))] } ?? [],
      pausedFor: status.pausedTime.map { now.seconds - $0.seconds },
      retiring: Dictionary(status.retiring.map { ($0.revision, left($0.deadlineTime)) }) { first, _ in first },
      rejected: Set(status.rejectedRevisions.map(\.revision)), rule: status.explanation?.rule, workloads: workloads,
      admitted: admitted, pending: pending, report: report, approval: approval)
  }

  private var stepKey: [Int64] {
    guard let step = status.step else { return [] }
    let age = step.enteredTime.map { min(now.seconds - $0.seconds, 100_000) } ?? -1
    return [Int64(step.index), Int64(step.of), age, left(step.deadlineTime), Int64(step.retreatedFrom ?? -1)]
  }

  /// Seconds until a deadline; zero when it has passed, -1 when there is none.
  private func left(_ deadline: Timestamp?) -> Int64 { deadline.map { max(0, $0.seconds - now.seconds) } ?? -1 }
}
