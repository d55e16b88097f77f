extension KubeError {
  /// What kind of failure it is. New ones may come.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Value: String, Sendable {
      case badRequest, unauthorized, forbidden, notFound, notServed, alreadyExists, conflict, gone, invalid
      case methodNotAllowed, notAcceptable, requestTooLarge, unsupportedMediaType, tooManyRequests
      case serverTimeout, serverFailure, unexpectedStatus
      case unreachable, tlsFailure, timeout, connectionLost, cancelled
      case undecodableAnswer, answerTooLarge, invalidRequest, fenced
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
    /// 404: the kind is served, but there is no such object, or no such namespace.
    public static let notFound = Code(.notFound)
    /// 404: the server does not serve that kind, version or subresource at all.
    public static let notServed = Code(.notServed)
    /// 405: the resource cannot do that.
    public static let methodNotAllowed = Code(.methodNotAllowed)
    /// 406: the server cannot answer in that form.
    public static let notAcceptable = Code(.notAcceptable)
    /// 409 `AlreadyExists`: an object of that name is there.
    public static let alreadyExists = Code(.alreadyExists)
    /// 409: the object has changed since it was read, or another field manager owns the field.
    public static let conflict = Code(.conflict)
    /// 410, with the reason `Expired` or `Gone`: the resource version is too old; list again.
    public static let gone = Code(.gone)
    /// 413: the request is larger than the server takes.
    public static let requestTooLarge = Code(.requestTooLarge)
    /// 415: the server does not read that content type.
    public static let unsupportedMediaType = Code(.unsupportedMediaType)
    /// 422: a field has a value that is not allowed.
    public static let invalid = Code(.invalid)
    /// 429: the server asks for patience.
    public static let tooManyRequests = Code(.tooManyRequests)
    /// 504, or the reason `Timeout`: the server gave up.
    public static let serverTimeout = Code(.serverTimeout)
    /// Any other 5xx.
    public static let serverFailure = Code(.serverFailure)
    /// A status that the API does not use, or that something in front of the API server made.
    public static let unexpectedStatus = Code(.unexpectedStatus)
    /// No connection could be made. Nothing was sent.
    public static let unreachable = Code(.unreachable)
    /// The server's certificate is not trusted, or ours was refused. Nothing was sent.
    public static let tlsFailure = Code(.tlsFailure)
    /// The exchange took longer than its limit.
    public static let timeout = Code(.timeout)
    /// The connection ended before the answer did.
    public static let connectionLost = Code(.connectionLost)
    /// The calling task was cancelled.
    public static let cancelled = Code(.cancelled)
    /// The answer is not what was asked for.
    public static let undecodableAnswer = Code(.undecodableAnswer)
    /// The answer, or one line of a watch, is larger than its limit.
    public static let answerTooLarge = Code(.answerTooLarge)
    /// The request could not be made: an object that cannot be encoded, lacks a name, or options that exclude each
    /// other. Nothing was sent.
    public static let invalidRequest = Code(.invalidRequest)
    /// The process may not write any more: it leads no longer, or the object belongs to another shard. Nothing was sent.
    public static let fenced = Code(.fenced)
  }
}

extension KubeError.Code {
  /// Whether trying again can help after a failure of this kind.
  var retryClass: KubeError.RetryClass {
    switch self {
    case .tooManyRequests, .serverTimeout, .serverFailure, .unreachable, .timeout, .connectionLost: .later
    case .conflict, .alreadyExists, .gone: .afterReading
    default: .never
    }
  }
}
