/// What a measurement's value counts.
public enum Unit: String, Sendable {
  case megabytesPerSecond = "MB/s"
  case megabytes = "MB"
  case milliseconds = "ms"
  case perSecond = "1/s"
  case count
  /// A comparison of two measurements of the same run.
  case ratio
}
