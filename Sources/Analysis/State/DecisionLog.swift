/// What a judge saw and concluded, so that every verdict can be computed again.
///
/// It begins with the judge's state and holds each round of scrapes since. When it grows beyond its limit it begins
/// anew with the present state: the verdicts since then stay reproducible, to the last digit.
public struct DecisionLog: Sendable, Equatable {
  /// One look.
  public struct Entry: Sendable, Codable, Equatable {
    /// When, on the clock of the samples.
    public var time: Double
    /// The step and the candidate's weight that were in force.
    public var step: Int
    public var weight: Double
    /// What was read.
    public var samples: [PodSamples]
    /// What was concluded.
    public var outcome: Assessment.Outcome
    /// ln of the evidence of harm over all metrics.
    public var harm: Double
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
    _ samples: [PodSamples], at time: Double, step: Int, weight: Double, _ assessment: Assessment,
    after judge: RolloutJudge
  ) {
    let entry = Entry(
      time: time, step: step, weight: weight, samples: samples, outcome: assessment.outcome,
      harm: assessment.rollback.logValue)
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
  public func replay(configuration: JudgeConfiguration, steps: [Double]) -> [Assessment]? {
    let entries = entries
    guard entries.count == rounds.count,
      var judge = JudgeState.judge(from: start, configuration: configuration, steps: steps)
    else { return nil }
    return entries.map { entry in
      judge.observe(entry.samples, at: entry.time, step: entry.step, weight: entry.weight)
      return judge.assess(at: entry.time)
    }
  }

  /// The first round whose verdict does not come out again; nil when all do.
  public func firstDifference(configuration: JudgeConfiguration, steps: [Double]) -> Int? {
    guard let again = replay(configuration: configuration, steps: steps) else { return 0 }
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
