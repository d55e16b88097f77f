import CurlTransport
import HTTPTypes
import Hummingbird
import KubeClient
import KubeCore
import KubeTypes
import NIOCore

/// The API server's way to pods: hands a request to a port of a pod, for those who may use the subresource `pods/proxy`.
struct PodProxy: Sendable {
  /// The largest answer in bytes.
  private static var answerLimit: Int { 16 << 20 }

  let transport: any KubeTransport
  private let client: CurlClient = {
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    return CurlClient(configuration: configuration)
  }()

  init(transport: any KubeTransport) { self.transport = transport }

  /// Carries out a request that the API server has let pass.
  func respond(to request: KubeRequest, at target: PodProxyTarget) async throws -> Response {
    // The server's own request, whoever asks.
    let lookup = KubeRequest(
      method: .get, path: target.podPath,
      headers: [KubeRequest.Field("X-Remote-User", "system:apiserver"), KubeRequest.Field("X-Remote-Group", "system:masters")])
    let answer = try await transport.send(lookup)
    let body = try await answer.body.collect(upTo: Self.answerLimit)
    guard answer.status == 200 else {
      return Response(
        status: HTTPResponse.Status(code: answer.status), headers: HTTPFields(answer.headers),
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
    let pod = try JSONCoding.decode(Pod.self, from: try JSONParser.parse(body))
    let port = target.port ?? (pod.spec?.containers ?? []).lazy.flatMap { $0.ports ?? [] }.first?.containerPort ?? 80
    guard let address = pod.status?.podIP else {
      return .status(
        503, reason: "ServiceUnavailable", message: "error trying to reach service: the pod has no address yet")
    }
    return await forward(request, to: "http://\(address):\(port)\(target.target)")
  }

  private func forward(_ request: KubeRequest, to url: String) async -> Response {
    var headers = CurlHeaders()
    for field in request.headers where ["accept", "content-type"].contains(field.name.lowercased()) {
      headers.append(field.name, field.value)
    }
    let copy = CurlRequest(
      method: request.method.rawValue, url: url, headers: headers, body: request.body, timeout: .seconds(30))
    do throws(CurlError) {
      let answer = try await client.send(copy)
      let bytes = try await answer.body.collect(upTo: Self.answerLimit)
      var fields = HTTPFields()
      fields[.contentType] = answer.headers["content-type"]
      return Response(
        status: HTTPResponse.Status(code: answer.status), headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    } catch {
      return .status(503, reason: "ServiceUnavailable", message: "error trying to reach service: \(error.message)")
    }
  }
}
