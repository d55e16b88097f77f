/// What a measurement's value counts.
public enum Unit: String, Sendable {
  case megabytesPerSecond = "MB/s"
  case megabytes = "MB"
  case bytes = "B"
  case seconds = "s"
  case milliseconds = "ms"
  case perSecond = "1/s"
  case perHour = "1/h"
  case count
  /// A comparison of two measurements of the same run.
  case ratio
}
