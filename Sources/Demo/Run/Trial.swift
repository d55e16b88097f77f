import KubeRuntime
import SlipwayAPI

/// What was seen of a rollout, from its statuses.
struct Trial {
  let candidate: String
  /// When the decision was first seen.
  private(set) var decision: MonotonicInstant?
  private(set) var end: HistoryEntry?
  private(set) var decidingMetric: String?
  /// The largest share while on trial, in per cent.
  private(set) var largestShare = 0.0

  /// What had ended before the trial began.
  private let before: HistoryEntry?

  /// - Parameter before: the newest entry of the history, where the candidate may have one already.
  init(candidate: String, after before: HistoryEntry? = nil) { (self.candidate, self.before) = (candidate, before) }

  mutating func note(_ status: ModelDeploymentStatus, now: MonotonicInstant) {
    end = status.history.prefix { $0 != before }.first { $0.revision == candidate }
    let isDecided = end != nil || status.phase == .promoting || status.phase == .rollingBack
    if !isDecided, status.candidate?.revision == candidate {
      let given = status.traffic.first { $0.revision == candidate }?.given ?? .zero
      largestShare = max(largestShare, given.fraction * 100)
    }
    if isDecided, decision == nil { decision = now }
    decidingMetric = status.analysis?.decidingMetric ?? decidingMetric
    // The analysis may lean against a candidate that something else decides about.
    if let end, end.reason != "AnalysisFailed" { decidingMetric = nil }
  }

  /// Whether the rollout is decided and everything that it moved has come to rest.
  func isOver(_ status: ModelDeploymentStatus) -> Bool {
    end != nil && status.candidate == nil && status.retiring.isEmpty
  }
}
