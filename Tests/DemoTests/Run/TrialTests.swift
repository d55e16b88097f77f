import KubeCore
import KubeRuntime
import SlipwayAPI
import Testing

@testable import Demo

@Suite("What is noted of a rollout")
struct TrialTests {
  private static func status(
    _ phase: Phase, candidate: String? = "new", given: Int = 0, metric: String? = nil, retiring: Bool = false,
    outcome: RolloutOutcome? = nil,
    reason: String? = nil
  ) -> ModelDeploymentStatus {
    var status = ModelDeploymentStatus()
    status.phase = phase
    status.stable = RevisionStatus(revision: "old", model: "")
    status.candidate = candidate.map { RevisionStatus(revision: $0, model: "") }
    var traffic = TrafficStatus()
    (traffic.revision, traffic.given) = ("new", BasisPoints(percent: given))
    status.traffic = [traffic]
    if let metric {
      var analysis = AnalysisStatus()
      analysis.decidingMetric = metric
      status.analysis = analysis
    }
    if retiring { status.retiring = [RetiringRevision(revision: "old", deadlineTime: Timestamp(seconds: 0))] }
    if let outcome {
      var entry = HistoryEntry()
      (entry.revision, entry.outcome) = ("new", outcome)
      entry.reason = reason ?? (outcome == .promoted ? "StepsPassed" : "AnalysisFailed")
      status.history = [entry]
    }
    return status
  }

  private static func note(_ statuses: [ModelDeploymentStatus]) -> Trial {
    var trial = Trial(candidate: "new")
    for (second, status) in statuses.enumerated() {
      trial.note(status, now: MonotonicInstant(sinceOrigin: .seconds(second)))
    }
    return trial
  }

  @Test("of a promotion: the share on trial, and not the one of the takeover")
  func promotion() {
    let end = Self.status(.healthy, candidate: nil, given: 100, outcome: .promoted)
    let trial = Self.note([
      Self.status(.healthy, candidate: nil), Self.status(.progressing, given: 25, metric: "errors"),
      Self.status(.progressing, given: 50, metric: "errors"), Self.status(.promoting, given: 100), end,
    ])
    #expect(trial.largestShare == 50)
    #expect(trial.decision == MonotonicInstant(sinceOrigin: .seconds(3)))
    #expect(trial.end?.outcome == .promoted)
    #expect(trial.decidingMetric == nil)
    #expect(trial.isOver(end))
  }

  @Test("of a rollback: the metric, and the moment when it began")
  func rollback() {
    let end = Self.status(.rolledBack, candidate: nil, metric: "latency", outcome: .rolledBack)
    let trial = Self.note([
      Self.status(.progressing, given: 25), Self.status(.rollingBack, given: 25, metric: "latency"), end,
    ])
    #expect(trial.largestShare == 25)
    #expect(trial.decision == MonotonicInstant(sinceOrigin: .seconds(1)))
    #expect(trial.end?.outcome == .rolledBack)
    #expect(trial.decidingMetric == "latency")
    #expect(trial.isOver(end))
  }

  @Test("of a rollback that no metric decided names none")
  func deadline() {
    let trial = Self.note([
      Self.status(.progressing, metric: "latency"),
      Self.status(.rolledBack, candidate: nil, metric: "latency", outcome: .rolledBack, reason: "ProgressDeadlineExceeded"),
    ])
    #expect(trial.decidingMetric == nil)
  }

  @Test("is nothing while the rollout is of another revision")
  func another() {
    let trial = Self.note([Self.status(.progressing, candidate: "third", given: 25)])
    #expect(trial.largestShare == 0)
    #expect(trial.decision == nil)
    #expect(trial.end == nil)
  }

  @Test("is not over while the old version still stops")
  func retiring() {
    let status = Self.status(.healthy, candidate: nil, retiring: true, outcome: .promoted)
    #expect(!Self.note([status]).isOver(status))
  }
}
