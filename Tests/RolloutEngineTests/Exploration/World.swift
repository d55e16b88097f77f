import KubeCore
import RolloutEngine
import SlipwayAPI

/// A deployment with its cluster as one value: what an exploration moves through.
struct World: Sendable {
  /// The Deployment of one revision.
  struct Workload: Sendable, Hashable {
    var desired: Int
    var ready: Int
  }

  var spec: ModelDeploymentSpec
  var revision: String
  var arms: [ArmRevision] = []
  var status = ModelDeploymentStatus()
  var workloads: [String: Workload] = [:]
  var kept: [String] = []
  var router = RouterCapabilities.service
  /// What the data plane does: the revisions that a Service admits, or a plan.
  var admitted: Set<String>?
  var given: TrafficPlan?
  /// What the router was asked for last.
  var pending: Set<String>?
  var asked: TrafficPlan?
  var report: AnalysisReport?
  /// What is said of other arms.
  var armReports: [AnalysisReport] = []
  var test: TestReport?
  var approval: String?
  var requests: [RequestedVerb] = []
  var requestCount = 0
  var gates: [RolloutGate] = []
  var spare: Int?
  var catchUpTime: Timestamp?
  var cold: Set<String> = []
  /// The revisions whose replicas no node has room for.
  var unplaced: Set<String> = []
  var now = Timestamp(seconds: 1_800_000_000)

  var isByReplicas: Bool { router.weights == .replicaRatio }

  var input: RolloutInput {
    let revisions = workloads.keys.sorted().map { name in
      RolloutObservation.Revision(
        revision: name, model: "file:///\(name)", desired: workloads[name]?.desired ?? 0,
        ready: workloads[name]?.ready ?? 0, isWarmedUp: !cold.contains(name), lacksRoom: unplaced.contains(name))
    }
    var world = RolloutObservation(revisions: revisions, admitted: admitted)
    if !isByReplicas { world.traffic = TrafficObservation(plan: asked, isConfirmed: asked == given && asked != nil) }
    world.kept = kept.map { KeptRevision(revision: $0, model: "file:///\($0)") }
    var input = RolloutInput(
      spec: spec, revision: revision, previous: status, world: world, report: report, approval: approval, now: now)
    input.reports += armReports
    (input.arms, input.router, input.test, input.requests) = (arms, router, test, requests)
    (input.gates, input.spareReplicas, input.catchUpTime) = (gates, spare, catchUpTime)
    return input
  }

  /// Carries out a plan: Deployments at once, the router when `routerFollows` happens.
  mutating func carryOut(_ plan: RolloutPlan) {
    for revision in plan.revisions {
      workloads[revision.revision, default: Workload(desired: 0, ready: 0)].desired = revision.replicas
    }
    for revision in plan.removals { workloads[revision] = nil }
    pending = plan.traffic.admitted
    asked = isByReplicas ? plan.traffic : plan.traffic.rounded(for: router)
  }

  /// Lets the authors of requests see what came of them.
  mutating func answer(_ decision: RolloutDecision) {
    requests.removeAll { request in decision.requests.contains { $0.id == request.id } }
  }

  mutating func routerFollows() { (admitted, given) = (pending, asked) }

  mutating func ask(_ verb: RolloutVerb, revision: String? = nil, step: Int? = nil, by: String = "ana") {
    requestCount += 1
    requests.append(
      RequestedVerb(id: "r\(requestCount)", verb: verb, revision: revision, step: step, by: by, time: now))
  }
}
