/// How long a container that keeps ending waits: doubled from end to end, up to a limit.
package struct RestartBackoff: Sendable, Hashable {
  package var initial: Duration = .seconds(10)
  package var maximum: Duration = .seconds(300)

  package init() {}

  /// The wait after a number of failures in a row, at least 1.
  package func delay(afterFailures failures: Int) -> Duration {
    var delay = min(initial, maximum)
    for _ in 1..<max(1, min(failures, 64)) where delay < maximum { delay = min(delay * 2, maximum) }
    return delay
  }
}
