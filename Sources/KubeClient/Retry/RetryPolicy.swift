/// How often, and after which failures, a client sends a request once more by itself.
///
/// Only what cannot do harm is repeated. A request whose ``KubeRequest/repetition`` is
/// - `safe` is repeated after a refusal, a lost connection, and any 5xx that carries `Retry-After`;
/// - `ifRefused` is repeated only when it was surely not carried out: 429, a 503 with a `Status` and `Retry-After`, or
///   no connection at all;
/// - `never` is not repeated.
///
/// The server's `Retry-After` is obeyed; where it says nothing, the delays double and are drawn evenly from zero up to
/// that, so that many clients do not come back at once. Time-outs are not repeated: the time was the caller's limit.
///
/// A controller needs no policy: its queue tries again, with fresher knowledge. A tool that makes one call wants
/// ``standard``.
public struct RetryPolicy: Sendable {
  /// How often a request is sent at most, the first time included.
  public var tries: Int
  /// Up to how long the first delay may be, where the server does not say.
  public var firstDelay: Duration = .milliseconds(200)
  public var longestDelay: Duration = .seconds(10)
  /// The longest `Retry-After` that is waited for; a longer one is the caller's to decide.
  public var patience: Duration = .seconds(60)
  /// What all requests together may spend on repetitions, so that they do not add to the load of a server in trouble;
  /// `nil` for no limit.
  public var budget: RetryBudget?

  public init(tries: Int, budget: RetryBudget? = nil) {
    self.tries = tries
    self.budget = budget
  }

  /// Each request is sent once.
  public static let none = RetryPolicy(tries: 1)

  /// At most 10 tries, as in client-go, and for all users of this value together 20 repetitions at once and 5 a second.
  public static let standard = RetryPolicy(tries: 10, budget: RetryBudget(capacity: 20, perSecond: 5))
}

extension RetryPolicy {
  /// Whether a request may be sent once more after an error, whatever the number of tries.
  public func mayRepeat(_ request: KubeRequest, after error: KubeError) -> Bool {
    switch request.repetition {
    case .never: false
    case .ifRefused: error.wasRefused
    case .safe: error.wasRefused || error.code == .connectionLost || isServerAskingForPatience(error)
    }
  }

  private func isServerAskingForPatience(_ error: KubeError) -> Bool {
    error.retryAfter != nil && (500...599).contains(error.httpStatus ?? 0)
  }
}
