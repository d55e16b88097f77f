/// Watches a rate after a promotion, when nothing runs beside it: has it risen from `healthy` to `harmful`?
///
/// Two detectors on the same likelihood ratios. CUSUM forgets what speaks for health; the Shiryaev-Roberts e-detector
/// adds a new suspicion with every scrape, and its mean time between false alarms is at least 1/alpha scrapes. Neither
/// survives a shared incident: alert first.
///
/// Source: the statistics study, section 1.10.
public struct ChangeDetector: Sendable, Codable, Equatable {
  private let healthy: Double
  private let harmful: Double

  /// The CUSUM statistic; it alarms at ln(1/alpha).
  public private(set) var cumulativeSum = 0.0
  /// ln of the Shiryaev-Roberts statistic; it alarms at ln(1/alpha).
  public private(set) var logRoberts = LogDomain.zero

  /// Starts without suspicion; nil unless `0 < healthy < harmful`, both rates per request.
  public init?(healthy: Double, harmful: Double) {
    guard healthy > 0, harmful > healthy, harmful < .infinity else { return nil }
    (self.healthy, self.harmful) = (healthy, harmful)
  }

  /// Takes one scrape.
  public mutating func observe(_ count: EventCount) {
    let change = LogDomain.bounded(
      count.events * naturalLog(harmful / healthy) - count.trials * (harmful - healthy))
    cumulativeSum = LogDomain.bounded(max(0, cumulativeSum + change))
    logRoberts = LogDomain.bounded(LogDomain.add(0, logRoberts) + change)
  }

  /// Whether the e-detector has reached 1/alpha.
  public func alarms(alpha: Double) -> Bool { alpha > 0 && logRoberts >= -LogDomain.log(alpha) }
}
