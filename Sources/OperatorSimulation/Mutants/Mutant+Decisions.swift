import Analysis
import KubeCore
import MetricSources
import RolloutEngine
import SlipwayAPI
import SlipwayOperator
import Synchronization

extension Mutant {
  /// Mutants that decide wrongly.
  static let ofDecisions: [Mutant] = [
    Mutant(.canaryPromoted, .s6, countsTwice), Mutant(.canaryPromoted, .s3, scalesStableDownEarly),
    Mutant(.canaryPromoted, .s6, promotesWithoutAnalysis), Mutant(.canaryRolledBack, .s6, promotesWithoutAnalysis),
    Mutant(.canaryPromoted, .s2, shiftsBeforeScaling), Mutant(.canaryRolledBack, .s5, forgetsWhatFailed),
    Mutant(.pausedAndResumed, .s14, ignoresPause), Mutant(.canaryPromoted, .l1, neverRests),
    Mutant(.canaryPromoted, .s16, forgetsGeneration), Mutant(.canaryPromoted, .s16, movesTransitionTimes),
    Mutant(.canaryPromoted, .s17, tellsSecrets), Mutant(.canaryPromoted, .l1, neverForgets),
    Mutant(.canaryPromoted, .s1, losesShares), Mutant(.canaryPromoted, .s4, wavers),
    Mutant(.recreation, .s12, remembersByName), Mutant(.canaryPromoted, .d1, skipsHistory),
    Mutant(.canaryPromoted, .l1, leavesOldVersion), Mutant(.canaryPromoted, .decision, breaksEngineRule),
    Mutant(.scaledUp, .d1, ignoresScale), Mutant(.neverReady, .l1, waitsForever),
  ]

  package static var all: [Mutant] { ofRequests + ofDecisions + ofStrategies }

  /// Wraps the engine: what it is given, and what it says.
  static func deciding(
    _ name: String, given: @escaping @Sendable (inout RolloutInput) -> Void = { _ in },
    said: @escaping @Sendable (inout RolloutDecision, RolloutInput) -> Void = { _, _ in }
  ) -> Subject {
    Subject(name, deciding: { input in
      var changed = input
      given(&changed)
      var decision = Rollout.decide(changed)
      said(&decision, input)
      return decision
    })
  }

  private static let countsTwice: Subject = {
    var subject = Subject("counts each request twice")
    subject.source = { DoubledSource(source: $0) }
    return subject
  }()

  static let scalesStableDownEarly = deciding(
    "scales the stable version down early",
    said: { decision, _ in
      guard decision.status.candidate != nil,
        let stable = decision.plan.revisions.firstIndex(where: { $0.track == .stable })
      else { return }
      decision.plan.revisions[stable].replicas = 1
    })

  private static let promotesWithoutAnalysis = deciding(
    "promotes without analysis",
    given: { input in
      guard let candidate = input.previous.candidate, let step = input.previous.step else { return }
      input.report = AnalysisReport(
        revision: candidate.revision, step: step.index, verdict: .advance, metric: nil, message: "fine", metrics: [])
    })

  static let shiftsBeforeScaling = deciding(
    "moves traffic before there are replicas for it",
    said: { decision, _ in
      guard decision.status.stable != nil, let candidate = decision.status.candidate, candidate.ready == 0 else { return }
      decision.plan.traffic = TrafficPlan(
        shares: [TrafficPlan.Share(revision: candidate.revision, track: .candidate, weight: .whole)])
    })

  private static let forgetsWhatFailed = deciding(
    "tries again what has failed", given: { $0.previous.rejectedRevisions = [] })

  private static let ignoresPause = deciding("ignores a pause", given: { $0.spec.paused = false })

  private static let ignoresScale = deciding("ignores how many replicas are asked for", given: { $0.spec.replicas = 3 })

  private static let waitsForever = deciding(
    "waits forever for what never gets ready", given: { $0.spec.strategy.progressDeadline = .minutes(600) })

  private static let neverRests = deciding(
    "writes when nothing has changed",
    said: { decision, input in
      decision.status.explanation?.message += " (\(input.now.text))"
      decision.requeueTime = input.now + .seconds(5)
    })

  private static let forgetsGeneration = deciding(
    "speaks of an older generation",
    said: { decision, input in
      if decision.status.candidate == nil, decision.status.history.count > 1 { decision.status.observedGeneration = 1 }
    })

  private static let movesTransitionTimes = deciding(
    "moves the times of conditions",
    said: { decision, input in
      for position in decision.status.conditions.indices {
        decision.status.conditions[position].lastTransitionTime = input.now.wholeSeconds
      }
    })

  private static let tellsSecrets = deciding(
    "tells secrets",
    said: { decision, input in
      let values = input.spec.runtime.env.compactMap(\.value).joined()
      decision.status.explanation?.message += values
    })

  private static let neverForgets = deciding(
    "never forgets its history",
    said: { decision, _ in
      while let last = decision.status.history.last, decision.status.history.count < 11 {
        decision.status.history.append(last)
      }
    })

  private static let losesShares = deciding(
    "loses a share of the traffic",
    said: { decision, _ in
      if decision.status.candidate != nil, !decision.status.traffic.isEmpty {
        decision.status.traffic[0].asked = BasisPoints(percent: 10)
      }
    })

  private static let wavers = deciding(
    "takes back a share that was given",
    said: { decision, input in
      let half = BasisPoints(percent: 50)
      guard input.previous.candidate?.weight == half, decision.status.candidate?.weight == half else { return }
      decision.status.candidate?.weight = BasisPoints(percent: 25)
    })

  private static let remembersByName: Subject = {
    let memory = Mutex<ModelDeploymentStatus?>(nil)
    return deciding(
      "remembers by name and not by uid",
      given: { input in
        if input.previous == ModelDeploymentStatus(), let last = memory.withLock({ $0 }) { input.previous = last }
      }, said: { decision, _ in memory.withLock { $0 = decision.status } })
  }()

  private static let skipsHistory = deciding(
    "gives another reason for what it did",
    said: { decision, _ in
      if !decision.status.history.isEmpty { decision.status.history[0].reason = "Because" }
    })

  private static let leavesOldVersion = deciding(
    "leaves the old version lying about",
    said: { decision, _ in
      decision.plan.removals = []
    })

  private static let breaksEngineRule = deciding(
    "gives no reason",
    said: { decision, _ in
      decision.status.explanation = nil
    })
}

/// Metrics whose counters run twice as fast as they should.
private struct DoubledSource: SampleSource {
  let source: any SampleSource

  func scrape(_ targets: [PodTarget], preset: MetricsPreset) async -> PodScrape {
    var scrape = await source.scrape(targets, preset: preset)
    for position in scrape.samples.indices {
      scrape.samples[position].requests *= 2
      scrape.samples[position].errors *= 2
    }
    return scrape
  }
}
