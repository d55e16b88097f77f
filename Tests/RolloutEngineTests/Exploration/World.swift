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

  /// What can happen next.
  enum Action: Sendable, Hashable, CustomStringConvertible {
    case podReady(String)
    case podCrash(String)
    case podStopped(String)
    case selectorFollows
    case verdict(VerdictKind)
    case approve
    case edit(String)
    case pause(Bool)
    case scale(Int)
    case timePasses
    /// The status was written, and the operator died before it carried out the plan.
    case statusOnly
    /// The plan was carried out, and the operator died before it wrote the status.
    case planOnly

    var description: String {
      switch self {
      case .podReady(let revision): "a pod of \(revision) becomes ready"
      case .podCrash(let revision): "a pod of \(revision) crashes"
      case .podStopped(let revision): "a pod of \(revision) stops"
      case .selectorFollows: "the selector follows"
      case .verdict(let verdict): "the analysis says \(verdict.rawValue)"
      case .approve: "a person approves"
      case .edit(let revision): "the spec asks for \(revision)"
      case .pause(let paused): paused ? "the user pauses" : "the user resumes"
      case .scale(let replicas): "the spec asks for \(replicas) replicas"
      case .timePasses: "time passes"
      case .statusOnly: "the operator dies after writing the status"
      case .planOnly: "the operator dies before writing the status"
      }
    }
  }

  var spec: ModelDeploymentSpec
  var revision: String
  var status = ModelDeploymentStatus()
  var workloads: [String: Workload] = [:]
  var admitted: Set<String>?
  /// What the router was asked to admit last.
  var pending: Set<String>?
  var report: AnalysisReport?
  var approval: String?
  var now = Timestamp(seconds: 1_800_000_000)

  var input: RolloutInput {
    let revisions = workloads.keys.sorted().map { name in
      RolloutObservation.Revision(
        revision: name, model: "file:///\(name)", desired: workloads[name]?.desired ?? 0,
        ready: workloads[name]?.ready ?? 0)
    }
    return RolloutInput(
      spec: spec, revision: revision, previous: status,
      world: RolloutObservation(revisions: revisions, admitted: admitted), report: report, approval: approval, now: now)
  }

  /// Carries out a plan: Deployments at once, the selector when `selectorFollows` happens.
  mutating func carryOut(_ plan: RolloutPlan) {
    for revision in plan.revisions {
      workloads[revision.revision, default: Workload(desired: 0, ready: 0)].desired = revision.replicas
    }
    for revision in plan.removals { workloads[revision] = nil }
    pending = plan.traffic.admitted
  }

  /// Makes an action happen; the operator has not looked yet.
  mutating func happen(_ action: Action, _ decision: RolloutDecision) {
    switch action {
    case .podReady(let revision): workloads[revision]?.ready += 1
    case .podCrash(let revision), .podStopped(let revision): workloads[revision]?.ready -= 1
    case .selectorFollows: admitted = pending
    case .verdict(let verdict):
      report = AnalysisReport(
        revision: status.candidate?.revision ?? "", step: status.step?.index ?? 0, verdict: verdict, metric: "errors")
    case .approve: approval = "\(status.candidate?.revision ?? "")/\(status.step?.index ?? 0)"
    case .edit(let revision):
      self.revision = revision
      spec.model.uri = "file:///\(revision)"
    case .pause(let paused): spec.paused = paused
    case .scale(let replicas): spec.replicas = replicas
    case .timePasses: now = decision.requeueTime ?? now
    case .statusOnly, .planOnly: break
    }
  }
}
