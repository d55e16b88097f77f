import CurlTransport
import HTTPTypes
import Hummingbird
import KubeCore
import NIOCore

/// Hands requests for one Service to its endpoints, each request to one that is picked for it.
struct RequestForwarder: Sendable {
  /// The largest request body in bytes; it is held in memory, so that it can be sent to another endpoint.
  private static var bodyLimit: Int { 64 << 20 }

  let service: ObjectKey
  let client: CurlClient
  let state: Shared<ProxyState>
  let mirrors: MirrorDesk

  func respond(to request: Request) async throws -> Response {
    state.withLock { $0.count(service) { $0.requests += 1 } }
    var body: [UInt8] = []
    for try await buffer in request.body {
      guard body.count + buffer.readableBytes <= Self.bodyLimit else {
        return refusal(413, "the request's body exceeds \(Self.bodyLimit) bytes")
      }
      body.append(contentsOf: buffer.readableBytesView)
    }
    let course: ProxyState.Course
    switch state.withLock({ $0.course(of: request.head, to: service) }) {
    case .success(let found): course = found
    case .failure(let refusal): return refuse(refusal)
    }
    for mirror in course.mirrors { mirrors.send(curlRequest(request.head, body, to: mirror), of: service) }
    var failed: Set<Endpoint> = []
    while let endpoint = state.withLock({ $0.pick(service, at: course.service, except: failed) }) {
      do throws(CurlError) {
        return passOn(try await client.send(curlRequest(request.head, body, to: endpoint)), course.answerFields)
      } catch {
        if error.code == .couldNotConnect {
          // Nothing was sent, so another endpoint may have it.
          state.withLock { $0.takeBack(service, endpoint) }
          failed.insert(endpoint)
          continue
        }
        return dropped(endpoint, error)
      }
    }
    state.withLock { $0.count(service) { $0.unserved += 1 } }
    let reason = failed.isEmpty ? "no endpoint is ready" : "no connection to any ready endpoint could be made"
    return refusal(503, reason)
  }

  private func refuse(_ refusal: ProxyState.Refusal) -> Response {
    state.withLock { $0.count(service) { $0.unserved += 1 } }
    switch refusal {
    case .noRule: return self.refusal(404, "no rule of the routes takes the request")
    case .noBackend: return self.refusal(503, "the rule that takes the request has no backend with a weight")
    }
  }

  private func dropped(_ endpoint: Endpoint, _ error: CurlError) -> Response {
    // A client that has gone away waits for no answer.
    if error.code != .cancelled { state.withLock { $0.count(service) { $0.dropped += 1 } } }
    return refusal(502, "endpoint \(endpoint) gave no answer: \(error.message)")
  }

  private func refusal(_ status: Int, _ message: String) -> Response {
    .json(
      ["error": .string(message), "service": .string(service.description), "status": .integer(Int64(status))],
      status: HTTPResponse.Status(code: status))
  }

  private func curlRequest(_ head: HTTPRequest, _ body: [UInt8], to endpoint: Endpoint) -> CurlRequest {
    var headers = CurlHeaders()
    if let host = head.authority { headers.append("Host", host) }
    for field in head.headerFields.withoutHopByHop where !Self.rewritten.contains(field.name) {
      headers.append(field.name.canonicalName, field.value)
    }
    let hasBody = !body.isEmpty || head.headerFields[.contentLength] != nil
    return CurlRequest(
      method: head.method.rawValue, url: "http://\(endpoint)\(head.path ?? "/")", headers: headers,
      body: hasBody ? body : nil, timeout: nil)
  }

  /// The transport writes these itself, from the body that it is given.
  private static let rewritten: Set<HTTPField.Name> = [.contentLength, .expect]

  private func passOn(_ answer: CurlResponse, _ more: [(name: String, value: String)]) -> Response {
    if answer.status >= 500 { state.withLock { $0.count(service) { $0.errors += 1 } } }
    var headers = HTTPFields()
    for field in answer.headers.map({ ($0.name, $0.value) }) + more {
      guard let name = HTTPField.Name(field.0) else { continue }
      headers.append(HTTPField(name: name, value: field.1))
    }
    let length = headers[.contentLength].flatMap { Int($0) }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers.withoutHopByHop,
      body: stream(answer.body, length: length))
  }

  private func stream(_ body: CurlBody, length: Int?) -> ResponseBody {
    let (service, state) = (service, state)
    return ResponseBody(contentLength: length) { writer in
      var iterator = body.makeAsyncIterator()
      while true {
        let chunk: [UInt8]?
        do throws(CurlError) {
          chunk = try await iterator.next()
        } catch {
          if error.code != .cancelled { state.withLock { $0.count(service) { $0.dropped += 1 } } }
          throw error
        }
        guard let chunk else { break }
        try await writer.write(ByteBuffer(bytes: chunk))
      }
      try await writer.finish(nil)
    }
  }
}
