import KubeCore

@testable import SlipwayAPI

/// A status with something in every field.
enum StatusExample {
  static func make() -> ModelDeploymentStatus {
    var status = ModelDeploymentStatus()
    let time = Timestamp(seconds: 1_800_000_000)
    (status.observedGeneration, status.phase, status.router) = (7, .progressing, "Service")
    (status.replicas, status.selector) = (5, "slipway.dev/deployment=fraud")
    status.stable = RevisionStatus(revision: "aaaaaaaaaa", model: "s3://a")
    status.candidate = RevisionStatus(revision: "bbbbbbbbbb", model: "s3://b")
    status.candidate?.weight = BasisPoints(percent: 20)
    var step = StepStatus()
    (step.index, step.of, step.label, step.weight) = (1, 3, "2/3", BasisPoints(percent: 20))
    (step.automaticWeights, step.retreatedFrom) = ([BasisPoints(percent: 20)], 1)
    (step.strategy, step.mirror, step.forced) = (.shadow, BasisPoints(percent: 30), true)
    (step.startTime, step.enteredTime, step.deadlineTime) = (time, time, time)
    status.step = step
    (status.startTime, status.pausedTime, status.pausedBy) = (time, time, "ana@example.com")
    status.stable?.mirror = BasisPoints(percent: 0)
    status.candidate?.mirror = BasisPoints(percent: 30)
    status.arms = [ArmStatus(ArmRevision(name: "deep", revision: "bbbbbbbbbb", model: "s3://b"))]
    status.arms[0].message = "fine"
    var bake = BakeStatus()
    (bake.revision, bake.previous, bake.previousModel) = ("aaaaaaaaaa", "eeeeeeeeee", "s3://e")
    (bake.startTime, bake.deadlineTime, bake.failure) = (time, time, "errors")
    status.bake = bake
    var rollback = RollbackStatus()
    (rollback.reason, rollback.message) = ("AnalysisFailed", "errors")
    (rollback.startTime, rollback.deadlineTime) = (time, time)
    rollback.target = "eeeeeeeeee"
    status.rollback = rollback
    status.retiring = [RetiringRevision(revision: "cccccccccc", deadlineTime: time, warmTime: time)]
    var traffic = TrafficStatus()
    (traffic.revision, traffic.asked, traffic.given) = (
      "bbbbbbbbbb", BasisPoints(percent: 20), BasisPoints(percent: 19)
    )
    traffic.mirror = BasisPoints(percent: 30)
    status.traffic = [traffic]
    var metric = MetricStatus(name: "errors", verdict: .advance)
    (metric.stable, metric.candidate, metric.effect, metric.bound) = ("1%", "1.1%", "+10%", "+50%")
    (metric.samples, metric.message) = (1_234, "fine")
    status.arms[0].metrics = [metric]
    var hint = AutoscalingHint()
    (hint.replicas, hint.requestsPerSecond, hint.requestsPerReplica) = (4, "120.00", "40.00")
    (hint.headroom, hint.message) = ("25%", "fine")
    status.autoscaling = hint
    var analysis = AnalysisStatus()
    (analysis.verdict, analysis.message, analysis.metrics) = (.advance, "fine", [metric])
    analysis.decidingMetric = "errors"
    status.analysis = analysis
    var explanation = ExplanationStatus()
    (explanation.rule, explanation.message, explanation.next, explanation.nextTime) = ("Collecting", "a", "b", time)
    status.explanation = explanation
    var entry = HistoryEntry()
    (entry.revision, entry.outcome, entry.reason, entry.message) = ("aaaaaaaaaa", .rolledBack, "X", "y")
    (entry.startTime, entry.endTime) = (time, time)
    status.history = [entry]
    var rejected = RejectedRevision()
    (rejected.revision, rejected.reason, rejected.message, rejected.time) = ("dddddddddd", "X", "y", time)
    status.rejectedRevisions = [rejected]
    var request = RequestStatus()
    (request.id, request.verb, request.by, request.state) = ("e1", .abort, "ana@example.com", .refused)
    (request.message, request.time) = ("There is no rollout.", time)
    status.requests = [request]
    status.conditions.set(
      Condition(type: "Ready", status: .true, observedGeneration: 7, reason: "A", message: "b"), at: time)
    return status
  }
}
