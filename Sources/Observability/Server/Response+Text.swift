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
}
