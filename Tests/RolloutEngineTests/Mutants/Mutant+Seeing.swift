import KubeCore
import RolloutEngine
import SlipwayAPI

extension Mutant {
  /// Those that do not see what they must heed.
  static let blind: [Mutant] = [
    seeing("takes any step for proven") { input in
      guard let candidate = input.previous.candidate, let step = input.previous.step else { return }
      input.report = AnalysisReport(revision: candidate.revision, step: step.index, verdict: .advance)
    },
    seeing("takes a report for one on the present step") { input in
      input.reports = input.reports.map { report in
        var report = report
        report.step = input.previous.step?.index ?? 0
        return report
      }
    },
    seeing("ignores evidence against the candidate") { $0.reports.removeAll { $0.verdict == .rollBack } },
    seeing("ignores evidence that leans") { $0.reports.removeAll { $0.verdict == .retreat } },
    seeing("takes no data for a failure") { input in
      input.reports = input.reports.map { report in
        var report = report
        if report.verdict == .noData { report.verdict = .rollBack }
        return report
      }
    },
    seeing("ignores a pause") { $0.spec.paused = false },
    seeing("ignores gates") { $0.gates = [] },
    seeing("ignores the want of room") { $0.spareReplicas = nil },
    seeing("ignores requests") { $0.requests = [] },
    seeing("ignores warm-up") { input in
      for position in input.world.revisions.indices { input.world.revisions[position].isWarmedUp = true }
    },
    seeing("trusts a router that has not followed") { $0.world.traffic.isConfirmed = true },
    seeing("takes what it asked for as given") { input in
      guard let candidate = input.previous.candidate, candidate.weight > .zero, let stable = input.previous.stable
      else {
        return
      }
      input.world.traffic = TrafficObservation(admitting: [stable.revision, candidate.revision])
    },
    seeing("trusts a test with the wrong shares") { $0.test?.ratioMismatch = nil },
    seeing("ignores the winner of a test") { $0.test = nil },
    seeing("ignores a changed spec") { input in
      if let candidate = input.previous.candidate { input.revision = candidate.revision }
    },
    seeing("takes all replicas for ready") { input in
      for position in input.world.revisions.indices {
        input.world.revisions[position].ready = input.world.revisions[position].desired
      }
    },
    seeing("sees replicas only when none is missing") { input in
      for position in input.world.revisions.indices
      where input.world.revisions[position].ready < input.world.revisions[position].desired {
        input.world.revisions[position].ready = 0
      }
    },
    seeing("forgets what failed") { $0.previous.rejectedRevisions = [] },
    seeing("does not know its clock") { $0.now = Timestamp(seconds: 1_800_000_000) },
    seeing("sees no revision that is kept") { $0.world.kept = [] },
  ]
}
