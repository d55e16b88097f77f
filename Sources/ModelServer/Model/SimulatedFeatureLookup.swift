/// A remote feature lookup that takes its time and finds nothing: how a version becomes slow for a demonstration.
public struct SimulatedFeatureLookup: Sendable, Decodable {
  /// The middle of the time that a lookup takes.
  public let meanMilliseconds: Double
  /// How far a lookup may be from the middle, to either side.
  public let spreadMilliseconds: Double

  /// The time of one lookup, spread evenly.
  /// - Parameter random: A number from 0 up to 1.
  public func duration(random: Double) -> Duration {
    let milliseconds = meanMilliseconds + spreadMilliseconds * (2 * random - 1)
    return .milliseconds(max(0, milliseconds))
  }
}
