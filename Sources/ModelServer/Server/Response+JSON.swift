import FoundationEssentials
import Hummingbird

extension Response {
  /// A response with a JSON body.
  init(status: HTTPResponse.Status = .ok, json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let body = ByteBuffer(bytes: try encoder.encode(value))
    let headers: HTTPFields = [.contentType: "application/json", .contentLength: String(body.readableBytes)]
    self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
  }

  /// The error object of the protocol.
  init(_ problem: RequestProblem) {
    do {
      try self.init(status: problem.status, json: ["error": problem.message])
    } catch {
      // Strings always encode; were it otherwise, the status still says what matters.
      self.init(status: problem.status)
    }
  }
}
