import HTTPTypes
import Hummingbird
import HummingbirdCore
import KubeClient
import KubeCore
import KubeRuntime
import NIOCore
import Testing

@testable import LocalCluster

@Suite(.timeLimit(.minutes(1))) struct PodProxyTests {
  private static func target(_ path: String, _ query: [KubeRequest.Field] = []) -> PodProxyTarget? {
    PodProxyTarget(KubeRequest(method: .get, path: path, query: query))
  }

  @Test func aPathNamesPodPortAndTheRest() throws {
    let target = try #require(
      Self.target("/api/v1/namespaces/ml/pods/fraud%3A8080/proxy/v2/models", [KubeRequest.Field("all", "a b")]))
    #expect(target.podPath == "/api/v1/namespaces/ml/pods/fraud")
    #expect(target.port == 8080)
    #expect(target.target == "/v2/models?all=a%20b")
    #expect(Self.target("/api/v1/namespaces/ml/pods/fraud/proxy")?.target == "/")
    #expect(Self.target("/api/v1/namespaces/ml/pods/fraud/proxy/metrics")?.port == nil)
  }

  @Test(arguments: [
    "/api/v1/namespaces/ml/pods/fraud", "/api/v1/namespaces/ml/pods/fraud/log", "/api/v1/namespaces/ml/services/a/proxy/x",
    "/api/v1/namespaces/ml/pods/fraud:0/proxy/x", "/api/v1/namespaces/ml/pods/https:fraud:1/proxy/x",
    "/api/v1/namespaces/ml/pods/:80/proxy/x", "/apis/v1/namespaces/ml/pods/a/proxy/x",
  ])
  func otherPathsAreNone(path: String) { #expect(Self.target(path) == nil) }

  @Test func aPodAnswersThroughTheFront() async throws {
    try await withPod { port in
      let answer = try await ask(Self.server(podIP: "127.0.0.1"), "web:\(port)")
      #expect(answer.status == 200)
      #expect(answer.text == "/metrics")
      // The port of its container, when none is named.
      #expect(try await ask(Self.server(podIP: "127.0.0.1", port: port), "web").text == "/metrics")
    }
  }

  @Test(arguments: [
    (server(podIP: "127.0.0.1"), "web:1", 503, "error trying to reach service"),
    (server(podIP: nil), "web:80", 503, "has no address yet"), 
    (server(podIP: nil), "other:80", 404, "NotFound"), (server(podIP: "127.0.0.1", refusal: 403), "web:80", 403, "refused"),
    (server(podIP: "127.0.0.1", refusal: 401), "web:80", 401, "refused"),
  ])
  func whatKeepsAPodFromAnswering(server: ScriptedTransport, pod: String, status: Int, text: String) async throws {
    let answer = try await ask(server, pod)
    #expect(answer.status == status)
    #expect(answer.text.contains(text), "\(answer.text)")
  }

  /// The server that the front stands before: it knows one pod, and has no proxy of its own.
  private static func server(podIP: String?, port: Int? = nil, refusal: Int = 404) -> ScriptedTransport {
    ScriptedTransport { request in
      guard !request.path.contains("/proxy/") else { return .json(#"{"reason":"refused"}"#, status: refusal) }
      guard request.path.hasSuffix("/pods/web") else { return .json(#"{"reason":"NotFound"}"#, status: 404) }
      let isServer = request.headers.contains { $0.name == "X-Remote-Group" && $0.value == "system:masters" }
      guard isServer else { return .json("{}", status: 403) }
      let ports = port.map { #""ports":[{"containerPort":\#($0)}]"# } ?? #""ports":[]"#
      let address = podIP.map { #""podIP":"\#($0)""# } ?? ""
      return .json(
        #"{"metadata":{"name":"web"},"spec":{"containers":[{"name":"a",\#(ports)}]},"status":{\#(address)}}"#)
    }
  }

  private func ask(_ server: ScriptedTransport, _ pod: String) async throws -> (status: Int, text: String) {
    let answer = Shared((status: 0, text: ""))
    try await withFront(server) { front in
      let jane = try front.certificates.makeClientIdentity(commonName: "jane")
      let response = try await front.transport(identity: jane).send(
        KubeRequest(method: .get, path: "/api/v1/namespaces/default/pods/\(pod)/proxy/metrics"))
      let text = String(decoding: try await response.body.collect(upTo: 1 << 16), as: UTF8.self)
      answer.withLock { $0 = (response.status, text) }
    }
    return answer.withLock { $0 }
  }

  /// A pod that answers with the path that it is asked for.
  private func withPod(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let listener = HTTPListener(host: "127.0.0.1", gate: ServerGate(), builder: .http1(), logger: .quiet) { request, _ in
      Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: request.uri.path)))
    }
    let port = Arrival<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await listener.run { port.settle(.success($0)) } }
      try await body(try await port.value())
      group.cancelAll()
    }
  }
}
