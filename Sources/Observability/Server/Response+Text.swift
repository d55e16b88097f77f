package import Hummingbird

extension Response {
  /// A response with a text body.
  package init(
    status: HTTPResponse.Status = .ok, text: String, contentType: String = "text/plain; charset=utf-8"
  ) {
    let body = ByteBuffer(string: text)
    let headers: HTTPFields = [.contentType: contentType, .contentLength: String(body.readableBytes)]
    self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
  }

  /// The answer to a probe: 200 when all checks pass, else 503.
  package init(_ report: HealthReport) {
    self.init(status: report.isPassing ? .ok : .serviceUnavailable, text: report.text)
  }

  /// The answer to somebody who may not read the metrics; `nil` for one who may.
  init?(_ answer: ScrapeAnswer) {
    switch answer {
    case .allowed: return nil
    case .unauthenticated:
      self.init(status: .unauthorized, text: "a token of the cluster is needed, as `Authorization: Bearer ...`\n")
      headers[.wwwAuthenticate] = "Bearer"
    case .forbidden(let user): self.init(status: .forbidden, text: "\(user) may not get /metrics\n")
    case .unknown(let reason): self.init(status: .serviceUnavailable, text: "\(reason)\n")
    }
  }
}
