public import KubeCore

/// Why a request to an API server did not do what it should.
public struct KubeError: Error, Sendable, Equatable {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable {
      case badRequest, unauthorized, forbidden, notFound, alreadyExists, conflict, gone, invalid, tooManyRequests
      case methodNotAllowed, unsupportedMediaType, serverTimeout, serverFailure, unexpectedStatus
      case unreachable, tlsFailure, timeout, connectionLost, cancelled
      case undecodableAnswer, answerTooLarge, invalidRequest
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }
    public var description: String { value.rawValue }

    /// 400: the server could not read the request.
    public static let badRequest = Code(.badRequest)
    /// 401: the credentials are missing, wrong or expired.
    public static let unauthorized = Code(.unauthorized)
    /// 403: RBAC, admission or a quota forbids it.
    public static let forbidden = Code(.forbidden)
    /// 404: no such object or resource.
    public static let notFound = Code(.notFound)
    /// 409 `AlreadyExists`: an object of that name is there.
    public static let alreadyExists = Code(.alreadyExists)
    /// 409: the object has changed since it was read, or another field manager owns the field.
    public static let conflict = Code(.conflict)
    /// 410, with the reason `Expired` or `Gone`: the resource version is too old; list again.
    public static let gone = Code(.gone)
    /// 422: a field has a value that is not allowed.
    public static let invalid = Code(.invalid)
    /// 429: the server asks for patience.
    public static let tooManyRequests = Code(.tooManyRequests)
    /// 405: the resource cannot do that.
    public static let methodNotAllowed = Code(.methodNotAllowed)
    /// 415: the server does not read that content type.
    public static let unsupportedMediaType = Code(.unsupportedMediaType)
    /// 504, or the reason `Timeout`: the server gave up.
    public static let serverTimeout = Code(.serverTimeout)
    /// Any other 5xx.
    public static let serverFailure = Code(.serverFailure)
    /// A status that the API does not use.
    public static let unexpectedStatus = Code(.unexpectedStatus)
    /// No connection could be made.
    public static let unreachable = Code(.unreachable)
    /// The server's certificate is not trusted, or ours was refused.
    public static let tlsFailure = Code(.tlsFailure)
    /// The exchange took longer than its limit. A write may have taken effect.
    public static let timeout = Code(.timeout)
    /// The connection ended before the answer did. A write may have taken effect.
    public static let connectionLost = Code(.connectionLost)
    /// The calling task was cancelled. A write may have taken effect.
    public static let cancelled = Code(.cancelled)
    /// The answer is not what was asked for.
    public static let undecodableAnswer = Code(.undecodableAnswer)
    /// The answer, or one line of a watch, is larger than its limit.
    public static let answerTooLarge = Code(.answerTooLarge)
    /// The request could not be made: an object that cannot be encoded, or lacks a name.
    public static let invalidRequest = Code(.invalidRequest)
  }

  public var code: Code
  public var message: String
  /// What the server said, when it answered with a `Status`.
  public var status: Status?
  /// Method and path of the request.
  public var request: String?
  /// How long the server asks to wait before another try.
  public var retryAfter: Duration?

  public init(
    _ code: Code, message: String, status: Status? = nil, request: String? = nil, retryAfter: Duration? = nil
  ) {
    self.code = code
    self.message = message
    self.status = status
    self.request = request
    self.retryAfter = retryAfter
  }

  /// Whether the same request may succeed later without any change to it.
  public var isTransient: Bool {
    let transient: [Code] = [
      .tooManyRequests, .serverTimeout, .serverFailure, .unreachable, .timeout, .connectionLost,
    ]
    return transient.contains(code)
  }
}

extension KubeError: CustomStringConvertible {
  public var description: String {
    [request, message].compactMap { $0 }.joined(separator: ": ")
  }
}
