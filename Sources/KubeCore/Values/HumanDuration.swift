/// Durations in the short form of kubectl: at most two units, the second one only while it matters.
///
/// The thresholds are those of `k8s.io/apimachinery/pkg/util/duration`.
package enum HumanDuration {
  package static func text(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    if seconds < -1 { return "<invalid>" }
    if seconds < 0 { return "0s" }
    if seconds < 120 { return "\(seconds)s" }
    let minutes = seconds / 60
    if minutes < 10 { return pair(minutes, "m", seconds % 60, "s") }
    if minutes < 180 { return "\(minutes)m" }
    let hours = minutes / 60
    if hours < 8 { return pair(hours, "h", minutes % 60, "m") }
    if hours < 48 { return "\(hours)h" }
    let days = hours / 24
    if hours < 192 { return pair(days, "d", hours % 24, "h") }
    if days < 365 * 2 { return "\(days)d" }
    let years = days / 365
    if days < 365 * 8 { return pair(years, "y", days % 365, "d") }
    return "\(years)y"
  }

  private static func pair(_ first: Int64, _ unit: String, _ second: Int64, _ smaller: String) -> String {
    second == 0 ? "\(first)\(unit)" : "\(first)\(unit)\(second)\(smaller)"
  }
}
