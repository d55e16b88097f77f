import Foundation
import KubeCore

/// The time zones of the machine's own database.
enum SystemTimeZones {
  /// How many seconds the clocks of a zone are ahead of UTC at a time; `nil` for a zone that is not known.
  static func offset(_ name: String) -> (@Sendable (Timestamp) -> Int64)? {
    guard let zone = TimeZone(identifier: name) else { return nil }
    return { time in Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))) }
  }
}
