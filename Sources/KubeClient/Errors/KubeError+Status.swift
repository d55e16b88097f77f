package import KubeCore

extension KubeError {
  /// The error that an answer stands for.
  ///
  /// - Parameter body: the answer's bytes; a `Status` when the API server itself answered, anything when a proxy did.
  package init(httpStatus: Int, body: [UInt8], retryAfterHeader: String?, request: String) {
    if let status = Self.status(in: body) {
      self.init(status: status, httpStatus: httpStatus, request: request)
    } else {
      self.init(foreign: ForeignAnswer(httpStatus: httpStatus, body: body), request: request)
    }
    if let seconds = retryAfterHeader.flatMap({ Int($0) }), seconds >= 0 { retryAfter = .seconds(min(seconds, 3600)) }
  }

  /// The error that a `Status` stands for, in an answer or in a watch.
  package init(status: Status, httpStatus: Int? = nil, request: String? = nil) {
    let number = httpStatus ?? status.code ?? 500
    self.init(
      Self.code(number, status), message: status.message ?? "HTTP status \(number)", status: status, request: request,
      retryAfter: status.details?.retryAfterSeconds.map { .seconds(min(max($0, 0), 3600)) }, httpStatus: number)
  }

  private init(foreign answer: ForeignAnswer, request: String) {
    // What an API server says, without a `Status`, of a path outside of every group and version.
    let isUnknownPath = answer.httpStatus == 404 && answer.text == "404 page not found"
    let code: Code =
      if isUnknownPath {
        .notServed
      } else if answer.httpStatus == 404 {
        .unexpectedStatus
      } else {
        Self.code(answer.httpStatus, Status())
      }
    self.init(
      code, message: isUnknownPath ? "404 page not found" : answer.description, request: request,
      httpStatus: answer.httpStatus)
  }

  /// An answer's `Status`: every JSON object can be decoded as one, so it must say something that only a `Status` says.
  private static func status(in body: [UInt8]) -> Status? {
    guard let tree = try? JSONParser.parse(body), tree["kind"] == "Status" || tree["reason"]?.string != nil else {
      return nil
    }
    return try? JSONCoding.decode(Status.self, from: body)
  }

  private static func code(_ httpStatus: Int, _ status: Status) -> Code {
    switch status.reason {
    case "AlreadyExists": return .alreadyExists
    // Both words are in use: `Expired` for versions and tokens, `Gone` by older servers.
    case "Expired", "Gone": return .gone
    case "Timeout": return .serverTimeout
    default: break
    }
    switch httpStatus {
    case 400: return .badRequest
    case 401: return .unauthorized
    case 403: return .forbidden
    case 404: return isUnknownResource(status) ? .notServed : .notFound
    case 405: return .methodNotAllowed
    case 406: return .notAcceptable
    case 409: return .conflict
    case 410: return .gone
    case 413: return .requestTooLarge
    case 415: return .unsupportedMediaType
    case 422: return .invalid
    case 429: return .tooManyRequests
    case 504: return .serverTimeout
    case 500...599: return .serverFailure
    default: return .unexpectedStatus
    }
  }

  /// Whether the server knows the group and version but not the resource: it says so in these words, and names nothing.
  private static func isUnknownResource(_ status: Status) -> Bool {
    status.message == "the server could not find the requested resource" && status.details?.name == nil
  }
}
