import KubeClient
import Synchronization

/// Answers requests from a script and remembers them.
final class FakeTransport: KubeTransport {
  private struct State {
    var answers: [Result<KubeResponse, KubeError>]
    var requests: [KubeRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [KubeResponse]) { state = Mutex(State(answers: answers.map { .success($0) })) }

  init(script: [Result<KubeResponse, KubeError>]) { state = Mutex(State(answers: script)) }

  var requests: [KubeRequest] { state.withLock { $0.requests } }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let answer = state.withLock { state -> Result<KubeResponse, KubeError>? in
      state.requests.append(request)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else { throw KubeError(.unreachable, message: "the script has ended") }
    return try answer.get()
  }
}

extension KubeResponse {
  init(_ status: Int, _ body: String, headers: [KubeRequest.Field] = []) {
    self.init(status: status, headers: headers, body: KubeBody(Array(body.utf8)))
  }

  /// A refusal in the API's own form.
  init(
    refusal status: Int, _ reason: String, _ message: String = "no", details: String = "{}",
    headers: [KubeRequest.Field] = []
  ) {
    let text = #"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"\#(message)","#
      + #""reason":"\#(reason)","details":\#(details),"code":\#(status)}"#
    self.init(status, text, headers: headers)
  }

  /// An answer whose body comes in the given chunks.
  init(chunks: [[UInt8]]) {
    let rest = FakeChunks(chunks)
    self.init(status: 200, headers: [], body: KubeBody { () throws(KubeError) in rest.next() })
  }

  /// A watch that tells these lines and ends.
  init(lines: [String]) { self.init(200, lines.map { $0 + "\n" }.joined()) }
}
