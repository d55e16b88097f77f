/// What a ``RolloutJudge`` decides by. The defaults suit scrapes every 15 to 30 seconds.
///
/// Source: the statistics study, section 2.
public struct JudgeConfiguration: Sendable, Codable, Equatable {
  /// The greatest chance that a candidate within tolerance is ever rolled back: over the whole rollout, over all
  /// metrics and however often it is looked at. 0.01 by default.
  public var falseRollback = 0.01
  /// The greatest chance that a candidate beyond a margin is promoted; 0.05 by default.
  public var falsePromotion = 0.05
  /// How long counts are pooled with one random effect of the pods, in seconds; 120 by default.
  public var blockSeconds = 120.0
  /// How long each step lasts at least, in seconds; 60 by default.
  public var minimumDwellSeconds = 60.0
  /// How many requests the candidate must have answered before any step is left; 50 by default. A rollback does not
  /// wait for them.
  public var minimumRequests = 50.0
  /// How long the evidence may take, in seconds; 3600 by default. After that a candidate within the relaxed margin
  /// (three times the margin, or the relaxed rates) is promoted, any other is held.
  public var maximumDurationSeconds = 3600.0
  /// The evidence at which the weight goes back one step, once per step; 4 by default.
  public var retreatEvidence = 4.0
  /// How many bad requests one scrape at the next weight may cost at worst for an early step to be left before its
  /// margin is proven; 25 by default.
  public var harmCap = 25.0
  /// Judges errors; nil leaves them out.
  public var errorRate: ErrorRateCriterion? = ErrorRateCriterion()
  /// Judges latency; nil leaves it out.
  public var latency: LatencyCriterion? = LatencyCriterion()
  /// Judges accuracy; nil, the default, leaves it out.
  public var accuracy: AccuracyCriterion?
  /// Further metrics; none by default.
  public var additional: [AdditionalCriterion] = []
  /// Whether the traffic has to divide as it was asked to; false by default, because a router that balances connections,
  /// not requests, never divides exactly.
  public var checksSampleRatio = false

  /// The defaults.
  public init() {}
}
