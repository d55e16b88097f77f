import Statistics

extension RolloutJudge {
  /// Concludes from all that was observed. Asking changes nothing, and may be repeated at any time.
  ///
  /// In this order: enough evidence of harm rolls back; some evidence goes back one step, once per step; a step that
  /// lasted long enough, with enough requests, no lean to harm and every metric proven (or, before the last step, the
  /// harm of going on capped) is left; when time is up the relaxed margin promotes, anything else is held.
  ///
  /// Source: the statistics study, section 1.4.
  public func assess(at time: Double) -> Assessment {
    let summary = MetricSummary(reports: reports, configuration: configuration)
    let decision =
      rollBack(summary) ?? fault() ?? retreat(summary) ?? advance(summary, at: time) ?? deadline(summary, at: time)
      ?? Decision(outcome: .wait, reason: waiting(summary, at: time))
    return Assessment(
      outcome: decision.outcome, metric: decision.metric, rollback: summary.rollback,
      metrics: verdicts(summary), reason: decision.reason)
  }

  private struct Decision {
    var outcome: Assessment.Outcome
    var metric: String?
    var reason: String
  }

  private var reports: [MetricReport] {
    let exposure = progress.exposure
    let standard = [errors?.report(exposure), latency?.report(exposure), accuracy?.report(exposure)]
    return (standard + additional.map { $0.report(exposure) }).compactMap(\.self)
  }

  private var isLastStep: Bool { progress.exposure.step >= steps.count - 1 }

  private func rollBack(_ summary: MetricSummary) -> Decision? {
    guard summary.rollback.isSufficient, let worst = summary.worst else { return nil }
    let caveat = progress.candidatePods == 1 ? "; with one pod a bad node cannot be told from a bad version" : ""
    return Decision(
      outcome: .rollBack, metric: worst.name,
      reason: "\(worst.name): \(worst.comparison); the evidence of harm is "
        + "\(NumberText.evidence(summary.rollback.value)), \(NumberText.evidence(summary.rollback.threshold)) suffices"
        + caveat)
  }

  private func fault() -> Decision? {
    if let share = progress.mismatchedShare(alpha: configuration.falseRollback) {
      return Decision(
        outcome: .wait,
        reason: "the candidate gets \(NumberText.percent(share)) of the traffic where "
          + "\(NumberText.percent(progress.exposure.weight)) was asked: the comparison is void")
    }
    return progress.fault.map { Decision(outcome: .wait, reason: "\($0): nothing is concluded from it") }
  }

  private func retreat(_ summary: MetricSummary) -> Decision? {
    let step = progress.exposure.step
    guard step > 0, !progress.retreatedFrom.contains(step), let worst = summary.worst,
      summary.rollback.logValue >= LogDomain.log(configuration.retreatEvidence)
    else { return nil }
    return Decision(
      outcome: .retreat, metric: worst.name,
      reason: "\(worst.name): \(worst.comparison); evidence of harm \(NumberText.evidence(summary.rollback.value)) is "
        + "enough to ease off, not to roll back")
  }

  private func advance(_ summary: MetricSummary, at time: Double) -> Decision? {
    guard !summary.reports.isEmpty, progress.dwell(at: time) >= configuration.minimumDwellSeconds,
      progress.candidateRequests >= configuration.minimumRequests,
      !judged(summary).isEmpty, judged(summary).allSatisfy({ isReady($0, summary) })
    else { return nil }
    let proven = judged(summary).allSatisfy(summary.isProven)
    return Decision(
      outcome: .advance,
      reason: proven
        ? "every metric is within the margin of this step"
        : "no metric leans to harm, and a scrape at the next weight can cost no more than "
          + "\(NumberText.count(configuration.harmCap)) bad requests")
  }

  /// The metrics that have to pass: all, but outcomes of answers that go nowhere, as long as nobody tells of any.
  private func judged(_ summary: MetricSummary) -> [MetricReport] {
    guard progress.exposure.isMirrored else { return summary.reports }
    return summary.reports.filter { !$0.isOfOutcomes || $0.candidateSamples > 0 }
  }

  private func isReady(_ report: MetricReport, _ summary: MetricSummary) -> Bool {
    guard report.problem == nil, report.hold == nil, report.rollback.pooled <= 0 else { return false }
    return summary.isProven(report) || (!isLastStep && isHarmCapped(report))
  }

  /// Even if the candidate is as bad as its data allow, a scrape at the next weight costs few bad requests.
  private func isHarmCapped(_ report: MetricReport) -> Bool {
    let next = progress.exposure.step + 1
    // All traffic is no small risk, and there is nothing to compare with then.
    guard steps.indices.contains(next), steps[next] < 1, let requests = progress.requestsPerScrape, requests > 0 else {
      return false
    }
    let budget = configuration.harmCap / (requests * steps[next])
    if budget >= 1 { return true }
    return report.exposures.allSatisfy { count in
      count.events < budget * count.trials
        && BetaBinomialMixture(count).logEvidence(rate: budget) >= -LogDomain.log(configuration.falsePromotion)
    }
  }

  private func deadline(_ summary: MetricSummary, at time: Double) -> Decision? {
    guard progress.elapsed(at: time) >= configuration.maximumDurationSeconds else { return nil }
    let limit = -LogDomain.log(configuration.falsePromotion)
    let relaxed = summary.reports.allSatisfy {
      $0.problem == nil && $0.hold == nil && $0.relaxed >= limit && $0.rollback.total <= 0
    }
    if relaxed, !summary.reports.isEmpty, progress.candidateRequests >= configuration.minimumRequests {
      return Decision(outcome: .promote, reason: "time is up and every metric is within the relaxed margin")
    }
    let open = summary.reports.first {
      $0.problem != nil || $0.hold != nil || $0.relaxed < limit || $0.rollback.total > 0
    }
    return Decision(
      outcome: .hold, metric: open?.name, reason: "time is up and \(open?.name ?? "nothing") is not proven either way")
  }

  private func waiting(_ summary: MetricSummary, at time: Double) -> String {
    if summary.reports.isEmpty { return "no metric is configured" }
    if progress.candidateRequests < configuration.minimumRequests {
      return "the candidate has answered \(NumberText.count(progress.candidateRequests)) of the "
        + "\(NumberText.count(configuration.minimumRequests)) requests that a step needs"
    }
    let dwell = progress.dwell(at: time)
    if dwell < configuration.minimumDwellSeconds {
      return "the step lasts \(NumberText.count(configuration.minimumDwellSeconds - dwell))s more at least"
    }
    if let hold = summary.reports.compactMap(\.hold).first { return hold }
    let open = judged(summary).filter { !isReady($0, summary) }.map(\.name)
    return "not proven yet: \(open.joined(separator: ", "))"
  }

  private func verdicts(_ summary: MetricSummary) -> [MetricVerdict] {
    summary.reports.map { summary.verdict(of: $0, fault: progress.fault) }
  }
}
