import KubeCore
import RolloutEngine
import SlipwayAPI

extension World {
  /// What tells two worlds apart as far as the future goes: times count from now, and what only people read is left out.
  struct Key: Hashable {
    var revision: String
    var strategy: StrategyType
    var paused: [String]
    var replicas: Int
    var shares: [String]
    var step: [Int64]
    var rollback: [String]
    var pausedFor: Int64?
    var retiring: [String: [Int64]]
    var rejected: Set<String>
    var bake: [String]
    var rule: String?
    var workloads: [String: Workload]
    var admitted: Set<String>?
    var pending: Set<String>?
    var given: TrafficPlan?
    var asked: TrafficPlan?
    var reports: [AnalysisReport]
    var test: TestReport?
    var approval: String?
    var requests: [String]
    var isGateClosed: Bool
    var spare: Int?
  }

  var key: Key {
    Key(
      revision: revision, strategy: spec.strategy.type, paused: [spec.paused.description, status.pausedBy ?? ""],
      replicas: spec.replicas, shares: shareKey, step: stepKey,
      rollback: status.rollback.map { [$0.outcome.rawValue, $0.target ?? "", String(left($0.deadlineTime))] } ?? [],
      pausedFor: status.pausedTime.map { now.seconds - $0.seconds },
      retiring: Dictionary(status.retiring.map { ($0.revision, [left($0.deadlineTime), left($0.warmTime)]) }) {
        first, _ in first
      },
      rejected: Set(status.rejectedRevisions.map { "\($0.revision) \($0.outcome)" }),
      bake: status.bake.map { [$0.previous, String(left($0.deadlineTime)), $0.failure ?? ""] } ?? [],
      rule: status.explanation?.rule, workloads: workloads, admitted: isByReplicas ? admitted : nil,
      pending: isByReplicas ? pending : nil, given: isByReplicas ? nil : given, asked: isByReplicas ? nil : asked,
      reports: [report].compactMap { $0 } + armReports, test: test, approval: approval, requests: requestKey,
      isGateClosed: !gates.isEmpty, spare: spare)
  }

  private var shareKey: [String] {
    let owners = [status.stable, status.candidate].map { $0.map { "\($0.revision) \($0.weight)" } ?? "" }
    let mirror = status.candidate?.mirror.map { "mirror \($0)" } ?? ""
    return owners + [mirror] + status.arms.map { "\($0.revision) \($0.weight)" }
  }

  private var stepKey: [Int64] {
    guard let step = status.step else { return [] }
    let age = step.enteredTime.map { min(now.seconds - $0.seconds, 100_000) } ?? -1
    let strategy = StrategyType.allCases.firstIndex(of: step.strategy) ?? 0
    return [
      Int64(step.index), Int64(step.of), age, left(step.deadlineTime), Int64(step.retreatedFrom ?? -1),
      Int64(strategy), step.forced == true ? 1 : 0, Int64(step.weight.rawValue), Int64(status.candidate?.ready ?? 0),
    ]
  }

  /// Requests without their names: two that ask for the same at the same place are the same.
  private var requestKey: [String] {
    requests.map { request in
      let answer = status.requests.first { $0.id == request.id }?.state.rawValue ?? "-"
      return "\(request.verb) \(request.revision ?? "") \(answer)"
    }
  }

  /// Seconds until a deadline; zero when it has passed, -1 when there is none.
  private func left(_ deadline: Timestamp?) -> Int64 { deadline.map { max(0, $0.seconds - now.seconds) } ?? -1 }
}
