/// A metric besides errors, latency and accuracy. Exactly one kind is set.
///
/// The counters that it looks at have a name, under which ``PodSamples/vectors`` holds them.
public struct AdditionalCriterion: Sendable, Codable, Equatable {
  /// The name of the metric, and of its counters.
  public var name: String
  /// Compares shares with an additive margin.
  public var ratio: RatioCriterion?
  /// Compares means.
  public var mean: MeanCriterion?
  /// Holds how often a shadow agrees with stable to a share.
  public var agreement: AgreementCriterion?
  /// Compares distributions.
  public var drift: DriftCriterion?
  /// Guards the errors of parts of the traffic.
  public var segments: SegmentCriterion?
  /// Holds a value of a metrics server to limits.
  public var threshold: ThresholdCriterion?

  /// Names a metric; set its kind.
  public init(name: String) { self.name = name }
}

/// Good requests among all: counters `[good, total]` of each pod.
public struct RatioCriterion: Sendable, Codable, Equatable {
  /// How much smaller the candidate's share may be, as a difference of shares; 0.01 by default.
  public var maximumDecrease = 0.01

  /// The defaults.
  public init() {}
}

/// The mean of something: counters `[sum, count]` of each pod. Sums must not fall, or the pod counts as restarted.
public struct MeanCriterion: Sendable, Codable, Equatable {
  /// How much worse the candidate's mean may be, as a share of stable's; 0.05 by default.
  public var maximumChange = 0.05
  /// Whether a higher mean is better; true by default.
  public var higherIsBetter = true

  /// The defaults.
  public init() {}
}

/// How often a shadow's answers are stable's: counters `[equal, compared]` of the candidate's pods.
public struct AgreementCriterion: Sendable, Codable, Equatable {
  /// The least share of equal answers; 0.99 by default.
  public var minimum = 0.99

  /// The defaults.
  public init() {}
}

/// How a distribution differs: the counts of each bin.
public struct DriftCriterion: Sendable, Codable, Equatable {
  /// How the difference is measured.
  public enum Method: String, Sendable, Codable {
    case stability
    case divergence
    case gap
    case distance
  }

  /// What a drift means.
  public enum Meaning: String, Sendable, Codable {
    /// Both versions get the same inputs: a difference means that the routing is not random. Hold, and blame nobody.
    case inputs
    /// The model answers otherwise, as a new model may: go on only while the difference is small.
    case predictions
    /// Both versions see other data than in training: tell people, and go on.
    case training
  }

  public var method = Method.stability
  public var meaning = Meaning.predictions
  /// From which size on a significant difference counts; 0.2 by default, which suits PSI. 0.1 suits the others.
  public var maximum = 0.2
  /// The shares of the training data by bin; nil compares the candidate with stable.
  public var reference: [Double]?
  /// How many distributions are compared in all: each is held to its part of the false alarms; 1 by default.
  public var features = 1

  /// The defaults.
  public init() {}
}

/// Limits of a value that is no comparison: for those who know what they ask for.
public struct ThresholdCriterion: Sendable, Codable, Equatable {
  public var minimum: Double?
  public var maximum: Double?
  /// How many looks in a row must fail before the candidate is taken back; 3 by default.
  public var failures = 3
  /// How many looks in a row must pass before a step is left; 1 by default.
  public var passes = 1
  /// Whether the value is only a success, 1, or a failure, 0; false by default.
  public var isCheck = false

  /// The defaults.
  public init() {}
}
