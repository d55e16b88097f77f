import KubeCore
import RolloutEngine
import SlipwayAPI

extension Mutant {
  /// Those that act too early, or too much.
  static let hasty: [Mutant] = [
    saying("moves traffic before there are replicas") { decision, input in
      guard decision.status.stable != nil, let candidate = decision.status.candidate, candidate.ready == 0 else {
        return
      }
      share(&decision, candidate.revision, .whole)
    },
    saying("scales the stable version down early") { decision, _ in
      guard decision.status.candidate != nil else { return }
      replicas(&decision, of: .stable, 1)
    },
    saying("stops what has lost its traffic at once") { decision, _ in replicas(&decision, of: .retired, 0) },
    saying("deletes what still serves") { decision, input in
      decision.plan.removals += (input.world.admitted ?? []).sorted().prefix(1)
    },
    saying("enters a step before the router has followed") { decision, input in
      if decision.status.step?.enteredTime == nil { decision.status.step?.enteredTime = input.now.wholeSeconds }
    },
    saying("promotes before the router has followed") { decision, _ in
      guard let candidate = decision.status.candidate, candidate.weight == .whole else { return }
      (decision.status.stable, decision.status.candidate, decision.status.step) = (candidate, nil, nil)
    },
    saying("skips a step") { decision, input in
      guard input.previous.step?.index == 0, decision.status.step?.index == 0 else { return }
      decision.status.step?.index = 1
    },
    saying("gives all traffic back to a version that is not ready") { decision, _ in
      guard decision.status.rollback != nil, let stable = decision.status.stable, stable.ready < 2 else { return }
      share(&decision, stable.revision, .whole)
      decision.status.candidate?.weight = .zero
    },
    saying("splits blue and green") { decision, _ in
      guard decision.status.step?.strategy == .blueGreen, let candidate = decision.status.candidate else { return }
      share(&decision, candidate.revision, BasisPoints(percent: 50))
    },
    saying("lets a shadow answer") { decision, _ in
      guard let mirror = decision.plan.traffic.mirror else { return }
      share(&decision, mirror.revision, BasisPoints(percent: 1))
    },
    saying("stops a shadow before its copies") { decision, input in
      guard let seen = input.world.traffic.plan?.mirror else { return }
      for position in decision.plan.revisions.indices where decision.plan.revisions[position].revision == seen.revision
      {
        decision.plan.revisions[position].replicas = 0
      }
    },
    saying("starts all replicas of a rolling update") { decision, input in
      guard decision.status.step?.strategy == .rollingUpdate else { return }
      replicas(&decision, of: .candidate, input.spec.replicas)
    },
    saying("leaves the stable version nothing in a test") { decision, _ in
      guard !decision.status.arms.isEmpty else { return }
      decision.plan.traffic.shares[0].weight = .zero
      decision.plan.traffic.shares[1].weight = BasisPoints(percent: 75)
    },
    saying("sends every request to an arm") { decision, _ in
      for position in decision.plan.traffic.rules.indices { decision.plan.traffic.rules[position].conditions = [] }
    },
    saying("sends requests to who is no arm") { decision, _ in
      for position in decision.plan.traffic.rules.indices { decision.plan.traffic.rules[position].revision = "x" }
    },
  ]

  /// Those that do not keep what they must remember.
  static let forgetful: [Mutant] = [
    saying("forgets what it answered") { decision, _ in decision.status.requests = [] },
    saying("answers otherwise the second time") { decision, input in
      guard !input.previous.requests.isEmpty else { return }
      for position in decision.requests.indices { decision.requests[position].state = .refused }
    },
    saying("forgets its deadlines") { decision, _ in decision.status.step?.deadlineTime = nil },
    saying("lets nothing drain") { decision, input in
      for position in decision.status.retiring.indices {
        decision.status.retiring[position].deadlineTime = input.now.wholeSeconds
      }
    },
    saying("forgets the watch") { decision, _ in decision.status.bake = nil },
    saying("keeps nothing warm") { decision, _ in
      for position in decision.status.retiring.indices { decision.status.retiring[position].warmTime = nil }
      for position in decision.plan.revisions.indices where decision.plan.revisions[position].track == .retired {
        decision.plan.revisions[position].replicas = 0
      }
    },
    saying("forgets who failed") { decision, _ in decision.status.rejectedRevisions = [] },
    saying("never forgets its history") { decision, _ in
      while let last = decision.status.history.last, decision.status.history.count < 11 {
        decision.status.history.append(last)
      }
    },
    saying("forgets the generation") { decision, _ in decision.status.observedGeneration = 1 },
    saying("leaves old versions lying about") { decision, _ in decision.plan.removals = [] },
    saying("forgets that it was asked to wait") { decision, _ in decision.requeueTime = nil },
  ]

  /// Those that say what cannot be.
  static let careless: [Mutant] = [
    saying("loses a share") { decision, _ in decision.plan.traffic.shares[0].weight = BasisPoints(percent: 10) },
    saying("wavers") { decision, input in
      guard let was = input.previous.candidate, was.weight == BasisPoints(percent: 50), input.previous.rollback == nil,
        input.previous.step?.index == decision.status.step?.index, decision.status.rollback == nil
      else { return }
      decision.status.candidate?.weight = BasisPoints(percent: 25)
      share(&decision, was.revision, BasisPoints(percent: 25))
    },
    saying("gives no reason") { decision, _ in decision.status.explanation = nil },
    saying("says not what comes next") { decision, _ in decision.status.explanation?.next = "" },
    saying("moves the times of conditions") { decision, input in
      for position in decision.status.conditions.indices {
        decision.status.conditions[position].lastTransitionTime = input.now.wholeSeconds
      }
    },
    saying("says a condition twice") { decision, _ in decision.status.conditions += decision.status.conditions.prefix(1)
    },
    saying("never rests") { decision, input in
      decision.status.explanation?.message += " (\(input.now.text))"
      decision.requeueTime = input.now + .seconds(5)
    },
    saying("tells the same again and again") { decision, _ in
      if decision.status.candidate == nil, decision.events.isEmpty, let event = lastEvent(decision) {
        decision.events = [event]
      }
    },
    saying("invents a revision") { decision, _ in
      decision.plan.traffic.shares.append(TrafficPlan.Share(revision: "x", track: .candidate, weight: .zero))
    },
    saying("retires what is in use") { decision, input in
      guard let stable = decision.status.stable else { return }
      decision.status.retiring.append(RetiringRevision(revision: stable.revision, deadlineTime: input.now))
    },
    saying("gives a share to who failed") { decision, _ in
      guard decision.status.candidate == nil, let rejected = decision.status.rejectedRevisions.first else { return }
      decision.plan.traffic.shares.append(
        TrafficPlan.Share(revision: rejected.revision, track: .candidate, weight: BasisPoints(percent: 1)))
      decision.plan.traffic.shares[0].weight = BasisPoints(percent: 99)
    },
  ]

  private static func share(_ decision: inout RolloutDecision, _ revision: String, _ weight: BasisPoints) {
    let others = decision.plan.traffic.shares.filter { $0.revision != revision }
    decision.plan.traffic.shares = others.prefix(1).map {
      TrafficPlan.Share(revision: $0.revision, track: $0.track, weight: weight.complement)
    }
    decision.plan.traffic.shares.append(TrafficPlan.Share(revision: revision, track: .candidate, weight: weight))
  }

  private static func replicas(_ decision: inout RolloutDecision, of track: Track, _ count: Int) {
    for position in decision.plan.revisions.indices where decision.plan.revisions[position].track == track {
      decision.plan.revisions[position].replicas = count
    }
  }

  private static func lastEvent(_ decision: RolloutDecision) -> RolloutEvent? {
    decision.status.history.first.map { RolloutEvent(type: .normal, reason: $0.reason, message: $0.message) }
  }
}
