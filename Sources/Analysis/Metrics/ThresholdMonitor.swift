import Statistics

/// Holds a value to limits, look by look: without error rates, as those know who ask for it.
struct ThresholdMonitor: Sendable, Codable, Equatable {
  private let name: String
  private let criterion: ThresholdCriterion
  private var value: Double?
  private var fault: String?
  private var pending: String?
  private var failures = 0
  private var passes = 0

  init(_ name: String, _ criterion: ThresholdCriterion) { (self.name, self.criterion) = (name, criterion) }

  /// Takes the value of a look. A fault changes no count: it is neither a failure nor a pass.
  mutating func observe(_ reading: QueryReading, _ exposure: Exposure) {
    (fault, pending) = (nil, nil)
    switch reading {
    case .fault(let reason): fault = reason
    case .pending(let state):
      // What was true of the step before says nothing of this one.
      (pending, value, failures, passes) = (state, nil, 0, 0)
    case .value(let value) where value.isFinite: count(value, exposure)
    case .value: fault = "the value is not a number"
    }
  }

  private mutating func count(_ value: Double, _ exposure: Exposure) {
    self.value = value
    guard exposure.weight > 0 else { return }
    let isWithin = value >= criterion.minimum ?? -.infinity && value <= criterion.maximum ?? .infinity
    failures = isWithin ? 0 : min(failures + 1, 1000)
    passes = isWithin ? min(passes + 1, 1000) : 0
  }

  func report() -> MetricReport {
    var report = MetricReport(name: name)
    if let fault {
      report.problem = .unreadable(fault)
      return report
    }
    guard let value else {
      report.problem = .noData(pending ?? "no value has come yet")
      return report
    }
    report.candidate = value
    report.bound = criterion.maximum ?? criterion.minimum
    let certain = -LogDomain.zero
    let harm = failures >= max(criterion.failures, 1) ? certain : 0
    report.rollback = RollbackEvidence(ratio: harm, floor: harm, total: harm, pooled: failures > 0 ? certain : 0)
    report.advance = passes >= max(criterion.passes, 1) ? certain : 0
    report.relaxed = report.advance
    guard !criterion.isCheck else {
      report.comparison = passes > 0 ? "the check has succeeded" : "the check has failed"
      return report
    }
    let limits = [
      criterion.minimum.map { "at least \(NumberText.fixed($0, decimals: 4))" },
      criterion.maximum.map { "at most \(NumberText.fixed($0, decimals: 4))" },
    ].compactMap(\.self).joined(separator: " and ")
    report.comparison = "the value is \(NumberText.fixed(value, decimals: 4)), \(limits) is allowed"
    return report
  }
}
