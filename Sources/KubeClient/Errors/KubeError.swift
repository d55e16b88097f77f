public import KubeCore

/// Why a request to an API server did not do what it should, and what can be done about it.
///
/// ``code`` says what kind of failure it is, ``retryClass`` whether trying again can help, and ``outcome`` whether the
/// server may have changed something all the same. ``description`` is made for people.
public struct KubeError: Error, Sendable, Equatable {
  public var code: Code
  /// What went wrong, in the server's words where it has said something.
  public var message: String
  /// What the server said, when it answered with a `Status`.
  public var status: Status?
  /// The status of the answer; `nil` when there was none.
  public var httpStatus: Int?
  /// Method and path of the request.
  public var request: String?
  /// How long the server asks to wait before another try.
  public var retryAfter: Duration?
  /// Whether the request has changed something.
  public var outcome: Outcome

  public init(
    _ code: Code, message: String, status: Status? = nil, request: String? = nil, retryAfter: Duration? = nil,
    httpStatus: Int? = nil, outcome: Outcome = .unchanged
  ) {
    self.code = code
    self.message = message
    self.status = status
    self.request = request
    self.retryAfter = retryAfter
    self.httpStatus = httpStatus
    self.outcome = outcome
  }

  /// The server's own word for the failure, such as `NotFound` or `Expired`.
  public var reason: String? { status?.reason }

  /// What is wrong in detail: the invalid fields, or the field managers that are in the way.
  public var causes: [Status.Cause] { status?.details?.causes ?? [] }

  /// Whether trying again can help.
  public var retryClass: RetryClass { code.retryClass }

  /// Whether the same request may succeed later without any change to it.
  public var isTransient: Bool { retryClass == .later }
}
