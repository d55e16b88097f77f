extension KubeError {
  /// Whether a request that failed has changed something all the same.
  public enum Outcome: String, Sendable, Hashable {
    /// Nothing has been changed: the request only reads, was refused, or was never sent.
    case unchanged
    /// The request writes and was or may have been sent, but no answer says what became of it. Read before deciding.
    case unknown
    /// The server has said that it was done; only its answer cannot be used.
    case carriedOut
  }

  /// Whether trying again can help.
  public enum RetryClass: String, Sendable, Hashable {
    /// The same request will fail again until somebody changes something.
    case never
    /// What the request was based on is out of date: read again, decide again.
    case afterReading
    /// The same request may succeed later.
    case later
  }

  /// The same error with what is known of the request: its name, and what may have become of it.
  func completed(for request: KubeRequest) -> KubeError {
    var error = self
    error.request = self.request ?? request.name
    error.outcome = request.method == .get ? .unchanged : max(outcome, error.outcomeOfWrite)
    return error
  }

  /// What may have become of a write that ended so.
  private var outcomeOfWrite: Outcome {
    switch code {
    case .timeout, .connectionLost, .cancelled: .unknown
    // A gateway's word for "no answer from behind me", and an API server's for "no answer from etcd".
    case .serverTimeout: .unknown
    case .serverFailure: wasRefused ? .unchanged : .unknown
    // What goes wrong with the body of a good answer is marked by the client, which has seen its head.
    default: .unchanged
    }
  }

  /// Whether the server, or the way to it, turned the request away before anything could be done.
  ///
  /// API servers answer 429 and 503 with a `Status` and a `Retry-After` before they look at a request. A 503 without
  /// them comes from something in between, which may have passed the request on.
  var wasRefused: Bool {
    switch code {
    case .unreachable, .tooManyRequests: true
    case .serverFailure: httpStatus == 503 && status != nil && retryAfter != nil
    default: false
    }
  }
}

extension KubeError.Outcome: Comparable {
  private var rank: Int {
    switch self {
    case .unchanged: 0
    case .unknown: 1
    case .carriedOut: 2
    }
  }

  /// The more has been changed, the greater.
  public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}
