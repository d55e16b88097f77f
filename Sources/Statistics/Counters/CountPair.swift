/// What the candidate and the stable version counted in the same interval.
public struct CountPair: Sendable, Codable, Equatable {
  /// The version on trial.
  public var candidate: EventCount

  /// The version that owns production.
  public var stable: EventCount

  /// Pairs two counts of one interval.
  public init(candidate: EventCount, stable: EventCount) {
    self.candidate = candidate
    self.stable = stable
  }

  /// Nothing counted on either side.
  public static let none = CountPair(candidate: .none, stable: .none)

  /// Whether neither side saw a request.
  public var isEmpty: Bool { candidate.trials <= 0 && stable.trials <= 0 }

  /// The two intervals together.
  public static func + (a: CountPair, b: CountPair) -> CountPair {
    CountPair(candidate: a.candidate + b.candidate, stable: a.stable + b.stable)
  }

  /// Adds an interval to this one.
  public static func += (a: inout CountPair, b: CountPair) { a = a + b }
}
