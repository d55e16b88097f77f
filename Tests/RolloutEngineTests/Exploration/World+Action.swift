import KubeCore
import RolloutEngine
import SlipwayAPI

extension World {
  /// What can happen next.
  enum Action: Sendable, Hashable, CustomStringConvertible {
    case podReady(String)
    case podCrash(String)
    case podStopped(String)
    case routerFollows
    case verdict(VerdictKind)
    case armVerdict(String, VerdictKind)
    case winner(String)
    case approve
    case ask(RolloutVerb, String?)
    case edit(String)
    case change(StrategyType)
    case pause(Bool)
    case scale(Int)
    case gate(Bool)
    case spare(Int)
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
      case .routerFollows: "the router follows"
      case .verdict(let verdict): "the analysis says \(verdict.rawValue)"
      case .armVerdict(let arm, let verdict): "the analysis says \(verdict.rawValue) of \(arm)"
      case .winner(let winner): "the statistics name \(winner)"
      case .approve: "a person approves"
      case .ask(let verb, let revision): "a person asks for \(verb.rawValue) \(revision ?? "")"
      case .edit(let revision): "the spec asks for \(revision)"
      case .change(let type): "the spec asks for \(type.rawValue)"
      case .pause(let paused): paused ? "the user pauses" : "the user resumes"
      case .scale(let replicas): "the spec asks for \(replicas) replicas"
      case .gate(let closed): closed ? "a gate closes" : "the gate opens"
      case .spare(let count): "there is room for \(count)"
      case .timePasses: "time passes"
      case .statusOnly: "the operator dies after writing the status"
      case .planOnly: "the operator dies before writing the status"
      }
    }
  }

  static let closedGate = RolloutGate(
    .windowClosed, points: [.start, .step, .promotion], message: "policy `p` allows no rollout now")

  /// Makes an action happen; the operator has not looked yet.
  mutating func happen(_ action: Action, _ decision: RolloutDecision) {
    let step = status.step?.index ?? 0
    switch action {
    case .podReady(let revision): workloads[revision]?.ready += 1
    case .podCrash(let revision), .podStopped(let revision): workloads[revision]?.ready -= 1
    case .routerFollows: routerFollows()
    case .verdict(let verdict):
      let revision = status.candidate?.revision ?? status.stable?.revision ?? ""
      report = AnalysisReport(revision: revision, step: step, verdict: verdict, metric: "errors")
    case .armVerdict(let arm, let verdict):
      armReports = [AnalysisReport(revision: arm, step: step, verdict: verdict, metric: "errors")]
    case .winner(let winner):
      let revisions = [status.stable?.revision].compactMap { $0 } + status.arms.map(\.revision)
      test = TestReport(revisions: Set(revisions), step: step, winner: winner)
    case .approve: approval = "\(status.candidate?.revision ?? "")/\(step)"
    case .ask(let verb, let revision): ask(verb, revision: revision)
    case .edit(let revision):
      self.revision = revision
      spec.model.uri = "file:///\(revision)"
    case .change(let type): spec.strategy.type = type
    case .pause(let paused): spec.paused = paused
    case .scale(let replicas): spec.replicas = replicas
    case .gate(let isClosed): gates = isClosed ? [Self.closedGate] : []
    case .spare(let count): spare = count
    case .timePasses: now = decision.requeueTime ?? now
    case .statusOnly, .planOnly: break
    }
  }
}
