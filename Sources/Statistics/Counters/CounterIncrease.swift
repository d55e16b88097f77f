/// Increments of a counter that may restart at zero.
///
/// Raw differences, no extrapolation: a rate function of a metrics database extrapolates to the window's edges and
/// hides restarts.
///
/// Source: the statistics study, section 1.1.
public enum CounterIncrease {
  /// The increment from one reading to the next: the difference, or the whole new value when the counter fell.
  ///
  /// A reading that no counter can show (NaN, infinite, negative) gives nil.
  public static func between(_ earlier: Double, _ later: Double) -> Double? {
    guard earlier.isFinite, later.isFinite, earlier >= 0, later >= 0 else { return nil }
    return later < earlier ? later : later - earlier
  }

  /// The increments of a series of readings; nil for the first reading and for missing ones.
  ///
  /// A missing reading is bridged: the next increment spans both periods.
  public static func increments(of readings: [Double?]) -> [Double?] {
    var previous: Double?
    return readings.map { reading in
      guard let reading, reading.isFinite, reading >= 0 else { return nil }
      defer { previous = reading }
      return previous.flatMap { between($0, reading) }
    }
  }
}
