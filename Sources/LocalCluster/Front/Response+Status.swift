import HTTPTypes
import Hummingbird
import KubeCore
import NIOCore

extension Response {
  /// A refusal in the form in which API servers write it (`metav1.Status`).
  static func status(_ code: Int, reason: String, message: String) -> Response {
    let body: JSONValue = [
      "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": .string(message),
      "reason": .string(reason), "code": .integer(Int64(code)),
    ]
    return .json(body, status: HTTPResponse.Status(code: code))
  }

  /// A JSON document as the whole answer.
  static func json(_ document: JSONValue, status: HTTPResponse.Status) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: JSONWriter.write(document))))
  }
}
