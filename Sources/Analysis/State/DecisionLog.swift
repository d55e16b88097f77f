import Statistics

/// What a judge saw and concluded, so that every verdict can be computed again.
///
/// It begins with the judge's state and holds each round of scrapes since. When it grows beyond its limit it begins
/// anew with the present state: the verdicts since then stay reproducible, to the last digit.
public struct DecisionLog: Sendable, Equatable {
  /// When a judge looked, and under which weight.
  public struct Look: Sendable, Codable, Equatable {
    /// When, on the clock of the samples, in seconds.
    public var time: Double
    /// The step that was in force, from 0.
    public var step: Int
    /// The candidate's share of all requests, from 0 to 1.
    public var weight: Double
    /// Whether the candidate got copies of requests.
    public var isMirrored: Bool

    /// Makes a look at a candidate that answers.
    public init(time: Double, step: Int, weight: Double, isMirrored: Bool = false) {
      (self.time, self.step, self.weight, self.isMirrored) = (time, step, weight, isMirrored)
    }
  }

  /// One look, what was read, and what followed.
  public struct Entry: Sendable, Codable, Equatable {
    /// When, and under which weight.
    public var look: Look
    /// What was read.
    public var samples: [PodSamples]
    /// What came of queries, by the metrics' names.
    public var queries: [String: QueryReading] { stored.entries }
    private var stored: StateMap<QueryReading>
    /// What was concluded.
    public var outcome: Assessment.Outcome
    /// ln of the evidence of harm over all metrics.
    public var harm: Double
    /// The same as an e-value, for people.
    public var harmText: String { NumberText.evidence(LogDomain.exp(harm)) }

    fileprivate init(
      _ look: Look, samples: [PodSamples], queries: [String: QueryReading], _ assessment: Assessment
    ) {
      (self.look, self.samples) = (look, samples)
      stored = StateMap()
      stored.entries = queries
      (outcome, harm) = (assessment.outcome, assessment.rollback.logValue)
    }
  }

  /// The most bytes that the rounds may take.
  public let limit: Int
  private var start: [UInt8]
  private var rounds: [[UInt8]] = []
  private var size = 0

  /// How many rounds the log holds.
  public var count: Int { rounds.count }

  /// Starts with a judge; 64 KiB of rounds are kept by default.
  public init(of judge: RolloutJudge, limit: Int = 64 << 10) {
    self.limit = max(limit, 0)
    start = JudgeState.bytes(of: judge)
  }

  /// Notes a look: what was observed, what followed, and the judge after it.
  public mutating func note(
    _ samples: [PodSamples], queries: [String: QueryReading] = [:], at look: Look, _ assessment: Assessment,
    after judge: RolloutJudge
  ) {
    let entry = Entry(look, samples: samples, queries: queries, assessment)
    let bytes = (try? StateEncoder.encode(entry)) ?? []
    rounds.append(bytes)
    size += bytes.count
    guard size > limit else { return }
    self = DecisionLog(of: judge, limit: limit)
  }

  /// The rounds in order.
  public var entries: [Entry] { rounds.compactMap { try? StateDecoder.decode(Entry.self, from: $0) } }

  /// The state that the log begins with, and all rounds, as bytes that ``init(exported:)`` reads.
  public var exported: [UInt8] {
    (try? StateEncoder.encode(Exported(limit: limit, start: start.map(Int.init), rounds: entries))) ?? []
  }

  /// Reads an exported log; nil for bytes that this version did not write.
  public init?(exported: [UInt8]) {
    guard let log = try? StateDecoder.decode(Exported.self, from: exported) else { return nil }
    limit = max(log.limit, 0)
    start = log.start.map { UInt8(truncatingIfNeeded: $0) }
    rounds = log.rounds.compactMap { try? StateEncoder.encode($0) }
    size = rounds.reduce(0) { $0 + $1.count }
  }

  /// Judges all rounds again, from the state that the log begins with; nil when that cannot be read.
  public func replay() -> [Assessment]? {
    let entries = entries
    guard entries.count == rounds.count, var judge = JudgeState.judge(from: start) else { return nil }
    return entries.map { entry in
      judge.observe(entry.samples, entry.queries, entry.look)
      return judge.assess(at: entry.look.time)
    }
  }

  /// The first round whose verdict does not come out again; nil when all do.
  public func firstDifference() -> Int? {
    guard let again = replay() else { return 0 }
    return zip(entries, again).enumerated().first {
      $0.element.0.outcome != $0.element.1.outcome || $0.element.0.harm != $0.element.1.rollback.logValue
    }?.offset
  }

  private struct Exported: Codable {
    var limit: Int
    var start: [Int]
    var rounds: [Entry]
  }
}

extension RolloutJudge {
  /// Takes one round of scrapes and what came of the queries, as a log has them.
  public mutating func observe(
    _ samples: [PodSamples], _ queries: [String: QueryReading], _ look: DecisionLog.Look
  ) {
    observe(samples, at: look.time, step: look.step, weight: look.weight, isMirrored: look.isMirrored)
    observe(queries)
  }
}
