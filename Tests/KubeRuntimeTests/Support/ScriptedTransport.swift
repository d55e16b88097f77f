import KubeClient
import KubeCore
import Synchronization

@testable import KubeRuntime

/// A transport that answers one request after the other as a test has written down, and hangs when the script is over.
final class ScriptedTransport: KubeTransport {
  enum End: Sendable {
    /// In good order.
    case clean
    case error(KubeError)
    /// Silence until the reader is cancelled.
    case hang
  }

  struct Reply: Sendable {
    var status = 200
    var headers: [KubeRequest.Field] = []
    var chunks: [String] = []
    var end = End.clean
    /// Instead of an answer.
    var failure: KubeError?
    /// Runs before each chunk and before the end: lets time pass.
    var before: @Sendable () -> Void = {}
  }

  private struct State {
    var replies: [Reply]
    var requests: [KubeRequest] = []
    var waiting: [(count: Int, gate: Gate)] = []
  }

  private let state: Mutex<State>

  init(_ replies: [Reply]) { state = Mutex(State(replies: replies)) }

  var requests: [KubeRequest] { state.withLock { $0.requests } }

  /// The requests' methods and queries, short enough for a table.
  var log: [String] { requests.map(\.summary) }

  func append(_ replies: Reply...) { state.withLock { $0.replies += replies } }

  /// Waits until this many requests have come.
  func waitForRequests(count: Int) async throws {
    let gate = Gate()
    let isThere = state.withLock { state in
      if state.requests.count < count { state.waiting.append((count, gate)) }
      return state.requests.count >= count
    }
    if !isThere { try await gate.wait() }
  }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let (reply, gates) = state.withLock { state -> (Reply?, [Gate]) in
      state.requests.append(request)
      let reached = state.waiting.filter { $0.count <= state.requests.count }
      state.waiting.removeAll { $0.count <= state.requests.count }
      return (state.replies.isEmpty ? nil : state.replies.removeFirst(), reached.map(\.gate))
    }
    for gate in gates { gate.open() }
    guard let reply else { try await Self.hang() }
    if let failure = reply.failure { throw failure }
    return KubeResponse(status: reply.status, headers: reply.headers, body: Self.body(reply))
  }

  private static func body(_ reply: Reply) -> KubeBody {
    let rest = Mutex(reply.chunks[...])
    return KubeBody { () throws(KubeError) in
      reply.before()
      if let chunk = rest.withLock({ $0.popFirst() }) { return Array(chunk.utf8) }
      switch reply.end {
      case .clean: return nil
      case .error(let error): throw error
      case .hang: try await hang()
      }
    }
  }

  private static func hang() async throws(KubeError) -> Never {
    try? await Gate().wait()
    throw KubeError(.cancelled, message: "cancelled")
  }
}

extension KubeRequest {
  /// `GET resourceVersion=0&limit=500`, without what all watches have in common.
  var summary: String {
    let common: Set = ["allowWatchBookmarks", "timeoutSeconds"]
    let fields = query.filter { !common.contains($0.name) }.map { "\($0.name)=\($0.value)" }
    return "\(method.rawValue) \(fields.joined(separator: "&"))"
  }
}
