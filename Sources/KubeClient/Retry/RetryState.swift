/// The tries of one request: the rules of ``RetryPolicy`` without the waiting.
struct RetryState: Sendable {
  private let policy: RetryPolicy
  private let request: KubeRequest
  private var triesMade = 0
  /// The most that an earlier try may have changed.
  private var outcome = KubeError.Outcome.unchanged

  init(_ policy: RetryPolicy, _ request: KubeRequest) {
    self.policy = policy
    self.request = request
  }

  /// Takes note of a failed try.
  ///
  /// - Returns: the error as it is after all tries: when an earlier one may have had an effect, a later refusal does
  ///   not undo that.
  mutating func failed(_ error: KubeError) -> KubeError {
    triesMade += 1
    outcome = max(outcome, error.outcome)
    var error = error
    error.outcome = outcome
    return error
  }

  /// How long to wait before the next try; `nil` when there is to be none.
  ///
  /// - Parameter fraction: a random number from 0 up to 1.
  func delay(after error: KubeError, fraction: Double) -> Duration? {
    guard triesMade < policy.tries, policy.mayRepeat(request, after: error) else { return nil }
    if let asked = error.retryAfter { return asked <= policy.patience ? asked : nil }
    let doublings = min(triesMade - 1, 30)
    let longest = min(policy.firstDelay * (1 << doublings), policy.longestDelay)
    return longest * fraction
  }
}
