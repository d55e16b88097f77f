import Foundation
import KubeCore
import SlipwayAPI

/// The time zones of the world, with the rules of the standard library.
enum TimeZones {
  /// How far the clocks of a zone are ahead of UTC at a time.
  ///
  /// - Returns: `nil` for a zone that is not known.
  static func offset(_ name: String) -> ZoneOffset? {
    if name == "UTC" { return { _ in 0 } }
    guard let zone = TimeZone(identifier: name) else { return nil }
    return { time in Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))) }
  }
}
