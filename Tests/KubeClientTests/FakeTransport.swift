import KubeClient
import Synchronization

/// Answers requests from a script and remembers them.
final class FakeTransport: KubeTransport {
  private struct State {
    var answers: [KubeResponse]
    var requests: [KubeRequest] = []
  }

  private let state: Mutex<State>

  init(_ answers: [KubeResponse]) { state = Mutex(State(answers: answers)) }

  var requests: [KubeRequest] { state.withLock { $0.requests } }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    let answer = state.withLock { state -> KubeResponse? in
      state.requests.append(request)
      return state.answers.isEmpty ? nil : state.answers.removeFirst()
    }
    guard let answer else { throw KubeError(.unreachable, message: "the script has ended") }
    return answer
  }
}

extension KubeResponse {
  init(_ status: Int, _ body: String, headers: [KubeRequest.Field] = []) {
    self.init(status: status, headers: headers, body: KubeBody(Array(body.utf8)))
  }

  /// An answer whose body comes in the given chunks.
  init(chunks: [[UInt8]]) {
    let rest = FakeChunks(chunks)
    self.init(status: 200, headers: [], body: KubeBody { () throws(KubeError) in rest.next() })
  }
}
