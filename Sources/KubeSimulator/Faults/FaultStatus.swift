import KubeClient
import KubeCore

/// The answers by which an API server refuses a request.
///
/// Besides plain HTTP statuses there are numbers for variants: the status followed by one more digit.
package enum FaultStatus {
  /// All that a request can be refused with.
  ///
  /// 4031: a webhook of admission denies it; 4032: a quota is exceeded; 4091 `AlreadyExists`; 4092: a field is another
  /// manager's; 4290, 4293 and 4294: `Retry-After` of 0 s, absent, no number; 5041: the version is ahead of
  /// the server's (`ResourceVersionTooLarge`).
  package static let all = [
    400, 401, 403, 4031, 4032, 404, 405, 409, 4091, 4092, 410, 413, 415, 422, 429, 4290, 4293, 4294, 500, 502, 503, 504, 5041,
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
    if number == 4092 {
      body["details"] = [
        "causes": [["reason": "FieldManagerConflict", "message": "conflict with \"other\"", "field": ".spec.replicas"]]
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
    switch number {
    case 4031: "admission webhook \"guard.example.com\" denied the request: refused by a fault"
    case 4032: "exceeded quota: objects, requested: count=1, used: count=1, limited: count=1"
    case 4092: "Apply failed with 1 conflict: conflict with \"other\": .spec.replicas"
    case 5041: "Too large resource version: 999999, current: 1"
    default: "refused by a fault"
    }
  }

  private static func reason(_ number: Int) -> String {
    switch number {
    case 400: "BadRequest"
    case 401: "Unauthorized"
    case 403, 4031, 4032: "Forbidden"
    case 404: "NotFound"
    case 405: "MethodNotAllowed"
    case 409, 4092: "Conflict"
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
