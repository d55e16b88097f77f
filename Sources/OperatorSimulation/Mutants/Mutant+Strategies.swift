import KubeClient
import KubeCore
import KubeSimulator
import RolloutEngine
import SlipwayAPI

extension Mutant {
  /// Mutants that are wrong about a strategy, a policy, or what others do.
  static let ofStrategies: [Mutant] = [
    Mutant(.blueGreen, .s7, showsBothColours), Mutant(.shadow, .s8, letsShadowsAnswer),
    Mutant(.shadow, .s8, stopsShadowsEarly), Mutant(.testByHeader, .s9, forgetsEverybodyElse),
    Mutant(.gatewayPromoted, .s2, shiftsBeforeScaling), Mutant(.gatewayPromoted, .s3, scalesStableDownEarly),
    Mutant(.promotedByRequest, .s21, passesHolds), Mutant(.approved, .s22, ignoresPolicies),
    Mutant(.queued, .s22, ignoresPolicies), Mutant(.windowed, .s22, ignoresPolicies),
    Mutant(.canaryRolledBack, .l1, leavesItDeleted, under: [Fault(.second, 60, .deleteDeployment)]),
    Mutant(.adoption, .s2, cutsOff), Mutant(.left, .l7, takesAllAlong),
  ]

  private static let showsBothColours = deciding(
    "shows both colours",
    said: { decision, _ in
      guard let stable = decision.status.stable, decision.status.candidate?.weight == .whole else { return }
      decision.plan.traffic.shares.append(
        TrafficPlan.Share(revision: stable.revision, track: .stable, weight: BasisPoints(percent: 1)))
    })

  private static let letsShadowsAnswer = deciding(
    "lets a shadow answer",
    said: { decision, _ in
      guard let mirror = decision.plan.traffic.mirror else { return }
      decision.plan.traffic.shares = decision.plan.traffic.shares.filter { $0.revision != mirror.revision }
      decision.plan.traffic.shares.append(
        TrafficPlan.Share(revision: mirror.revision, track: .candidate, weight: BasisPoints(percent: 1)))
    })

  private static let stopsShadowsEarly = deciding(
    "stops a shadow that still gets copies",
    said: { decision, input in
      guard let mirror = decision.plan.traffic.mirror, input.previous.step?.enteredTime != nil else { return }
      for position in decision.plan.revisions.indices
      where decision.plan.revisions[position].revision == mirror.revision {
        decision.plan.revisions[position].replicas = 0
      }
    })

  private static let forgetsEverybodyElse = Subject(
    "forgets those whom no rule takes",
    altering: { (request, send) async throws(KubeError) in
      guard request.isWrite, request.path.contains("/httproutes/") else { return try await send(request) }
      return try await send(
        request.with { body in
          let rules = body["spec"]?["rules"]?.elements ?? []
          if rules.count > 1 { body[["spec", "rules"]] = .array(rules.dropLast()) }
        })
    })

  private static let passesHolds = deciding(
    "passes holds by itself",
    given: { input in
      guard input.previous.phase == .held else { return }
      input.requests.append(RequestedVerb(id: "nobody", verb: .promote, time: input.now))
    })

  private static let ignoresPolicies = deciding("ignores policies", given: { $0.gates = [] })

  private static let leavesItDeleted = deciding(
    "leaves deleted what somebody has deleted",
    said: { decision, input in
      guard let stable = decision.status.stable?.revision,
        !input.world.revisions.contains(where: { $0.revision == stable })
      else { return }
      decision.plan.revisions.removeAll { $0.revision == stable }
    })

  private static let cutsOff = Subject(
    "stops what it adopts before there is anything else",
    altering: { (request, send) async throws(KubeError) in
      if request.isStatus {
        _ = try await send(
          KubeRequest(
            method: .patch, path: "/apis/apps/v1/namespaces/ml/deployments/\(Manifest.predecessor.name)",
            headers: [.init("Content-Type", "application/merge-patch+json")],
            body: Array(#"{"spec":{"replicas":0}}"#.utf8)))
      }
      return try await send(request)
    })

  private static let takesAllAlong = Subject(
    "takes along what was to stay",
    altering: { (request, send) async throws(KubeError) in
      try await send(
        request.with { body in
          if request.path.hasSuffix("/modeldeployments/fraud") { body[["metadata", "finalizers"]] = [] }
        })
    })
}
