import KubeClient
import KubeCore

/// The answers by which an API server refuses a request.
///
/// Besides plain HTTP statuses there are numbers for variants: the status followed by one more digit.
package enum FaultStatus {
  /// All that a request can be refused with.
  ///
  /// 4091 `AlreadyExists`; 4290, 4293 and 4294: `Retry-After` of 0 s, absent, no number; 5041: the version is ahead of
  /// the server's (`ResourceVersionTooLarge`).
  package static let all = [
    400, 401, 403, 404, 405, 409, 4091, 410, 413, 415, 422, 429, 4290, 4293, 4294, 500, 502, 503, 504, 5041,
  ]

  package static func answer(_ number: Int) -> SimulatorAnswer {
    let status = number < 1000 ? number : number / 10
    var body: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "reason": .string(reason(number)),
      "message": .string(message(number)), "code": .integer(Int64(status)),
    ]
    if number == 5041 {
      body["details"] = [
        "causes": [["reason": "ResourceVersionTooLarge", "message": "Too large resource version"]],
        "retryAfterSeconds": 1,
      ]
    }
    var headers = [KubeRequest.Field("Content-Type", "application/json")]
    if let delay = retryAfter(number) { headers.append(KubeRequest.Field("Retry-After", delay)) }
    return SimulatorAnswer(status: status, headers: headers, body: .bytes(JSONWriter.write(body)))
  }

  private static func retryAfter(_ number: Int) -> String? {
    switch number {
    case 429: "1"
    case 4290: "0"
    case 4294: "soon"
    default: nil
    }
  }

  private static func message(_ number: Int) -> String {
    number == 5041 ? "Too large resource version: 999999, current: 1" : "refused by a fault"
  }

  private static func reason(_ number: Int) -> String {
    switch number {
    case 400: "BadRequest"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "NotFound"
    case 405: "MethodNotAllowed"
    case 409: "Conflict"
    case 4091: "AlreadyExists"
    case 410: "Expired"
    case 413: "RequestEntityTooLarge"
    case 415: "UnsupportedMediaType"
    case 422: "Invalid"
    case 429, 4290, 4293, 4294: "TooManyRequests"
    case 503: "ServiceUnavailable"
    case 504, 5041: "Timeout"
    default: "InternalError"
    }
  }
}
