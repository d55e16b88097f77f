/// How many of some requests had a property: failed, were slow, were wrong.
///
/// Counts need not be whole numbers: increments that were interpolated to a time grid are not.
public struct EventCount: Sendable, Codable, Equatable {
  /// All requests that were looked at, zero or more.
  public var trials: Double

  /// Those that had the property, from zero to ``trials``.
  public var events: Double

  /// Makes a count; numbers that no counter can have (NaN, negative, more events than trials) are pulled into range.
  public init(trials: Double, events: Double) {
    self.trials = Self.sane(trials)
    self.events = min(Self.sane(events), self.trials)
  }

  /// Nothing was looked at.
  public static let none = EventCount(trials: 0, events: 0)

  /// The share of the requests that had the property, nil without requests.
  public var rate: Double? { trials > 0 ? min(max(events / trials, 0), 1) : nil }

  /// Both counts together.
  public static func + (a: EventCount, b: EventCount) -> EventCount {
    EventCount(trials: a.trials + b.trials, events: a.events + b.events)
  }

  /// Adds a count to this one.
  public static func += (a: inout EventCount, b: EventCount) { a = a + b }

  /// Larger numbers than this cannot be counters; they would only lose the precision of the rest.
  private static let largest = 1e15

  private static func sane(_ x: Double) -> Double {
    x.isNaN ? 0 : min(max(x, 0), largest)
  }
}
