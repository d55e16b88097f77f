import HTTPTypes
import Hummingbird
import KubeClient
import KubeCore
import NIOCore
import ServiceLifecycle

/// Turns HTTP requests into `KubeRequest`s and the transport's answers into HTTP responses.
struct FrontResponder: Sendable {
  let transport: any KubeTransport
  let authenticator = FrontAuthenticator()
  let bodyLimit: Int
  private let pods: PodProxy

  init(transport: any KubeTransport, bodyLimit: Int) {
    (self.transport, self.bodyLimit) = (transport, bodyLimit)
    pods = PodProxy(transport: transport)
  }

  func respond(to request: Request, context: ConnectionContext) async throws -> Response {
    guard var kubeRequest = KubeRequest(head: request.head) else {
      return .status(400, reason: "BadRequest", message: "the request line cannot be read")
    }
    kubeRequest.headers += await authenticator.identity(of: request, context)
    let isStream = kubeRequest.isStream
    if !isStream {
      // One byte more than allowed is enough to know.
      guard let body = try await read(request.body) else {
        return .status(
          413, reason: "RequestEntityTooLarge", message: "Request entity too large: limit is \(bodyLimit)")
      }
      kubeRequest.body = body.isEmpty ? nil : body
    }
    let answer: KubeResponse
    do {
      answer = try await transport.send(kubeRequest)
      // The server behind says whether the sender may; the way to pods, which it does not have, is the front's.
      if answer.status == 404, let target = PodProxyTarget(kubeRequest) {
        return try await pods.respond(to: kubeRequest, at: target)
      }
    } catch {
      return .status(503, reason: "ServiceUnavailable", message: "no answer from the API server: \(error)")
    }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: HTTPFields(answer.headers),
      body: isStream ? Self.stream(answer.body, while: request.body) : Self.whole(answer.body))
  }

  private func read(_ body: RequestBody) async throws -> [UInt8]? {
    var bytes: [UInt8] = []
    for try await buffer in body {
      guard bytes.count + buffer.readableBytes <= bodyLimit else { return nil }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  private static func whole(_ body: KubeBody) -> ResponseBody {
    ResponseBody { writer in
      for try await chunk in body { try await writer.write(ByteBuffer(bytes: chunk)) }
      try await writer.finish(nil)
    }
  }

  /// A watch: it ends with the transport's body, with the client's departure, or with the server's graceful shutdown.
  private static func stream(_ body: KubeBody, while inbound: RequestBody) -> ResponseBody {
    ResponseBody { writer in
      try await inbound.consumeWithCancellationOnInboundClose { _ in
        while let chunk = try await nextUnlessShuttingDown(body) {
          try await writer.write(ByteBuffer(bytes: chunk))
        }
        // Before the inbound side is let go, which resets a stream of HTTP/2 that is not finished.
        try await writer.finish(nil)
      }
    }
  }

  private static func nextUnlessShuttingDown(_ body: KubeBody) async throws -> [UInt8]? {
    do {
      return try await cancelWhenGracefulShutdown {
        var iterator = body.makeAsyncIterator()
        return try await iterator.next(isolation: nil)
      }
    } catch where Task.isShuttingDownGracefully && !Task.isCancelled {
      return nil
    }
  }
}
