package import KubeCore

extension KubeError {
  /// The error that an answer stands for.
  ///
  /// - Parameter body: the answer's bytes; a `Status` when the API server itself answered, anything when a proxy did.
  package init(httpStatus: Int, body: [UInt8], retryAfterHeader: String?, request: String) {
    let status = try? JSONCoding.decode(Status.self, from: body)
    self.init(status: status ?? Status(), httpStatus: httpStatus, request: request)
    if status?.message == nil {
      message = "HTTP status \(httpStatus)" + (status == nil ? Self.excerpt(of: body) : "")
    }
    if let seconds = retryAfterHeader.flatMap({ Int($0) }), seconds >= 0 { retryAfter = .seconds(min(seconds, 3600)) }
  }

  /// The error that a `Status` stands for, in an answer or in a watch.
  package init(status: Status, httpStatus: Int? = nil, request: String? = nil) {
    let code = httpStatus ?? status.code ?? 500
    self.init(
      Self.code(httpStatus: code, reason: status.reason), message: status.message ?? "HTTP status \(code)",
      status: status, request: request,
      retryAfter: status.details?.retryAfterSeconds.map { .seconds(min(max($0, 0), 3600)) })
  }

  private static func code(httpStatus: Int, reason: String?) -> Code {
    switch reason {
    case "AlreadyExists": return .alreadyExists
    case "Expired", "Gone": return .gone
    case "Timeout": return .serverTimeout
    default: break
    }
    switch httpStatus {
    case 400: return .badRequest
    case 401: return .unauthorized
    case 403: return .forbidden
    case 404: return .notFound
    case 405: return .methodNotAllowed
    case 409: return .conflict
    case 410: return .gone
    case 415: return .unsupportedMediaType
    case 422: return .invalid
    case 429: return .tooManyRequests
    case 504: return .serverTimeout
    case 500...599: return .serverFailure
    default: return .unexpectedStatus
    }
  }

  private static func excerpt(of body: [UInt8]) -> String {
    guard !body.isEmpty else { return "" }
    return ": " + String(decoding: body.prefix(200), as: UTF8.self)
  }
}
