import CommandKit
import KubeClient
import KubeCore
import KubeRuntime
import KubeSimulator
import KubeTestSupport
import SlipwayAPI
import Synchronization

/// A simulated cluster with ModelDeployments, and a session whose output is kept.
final class CommandFixture: Sendable {
  let transport: SimulatorTransport
  let time = ManualTime(wall: Timestamp(seconds: 1_767_225_600))
  private let printed = Mutex("")

  init() {
    let time = time
    transport = SimulatorTransport(
      cluster: SimulatedCluster(start: Timestamp(seconds: 1_767_225_600)), now: { time.source.wall() },
      sleepUntil: { moment in try await time.source.sleep(for: moment - time.source.wall()) })
    for definition in CustomResourceDefinition.all {
      post("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", definition)
    }
  }

  /// What has been printed since the last time.
  func takeOutput() -> String {
    printed.withLock { text in
      defer { text = "" }
      return text
    }
  }

  func hasPrinted(_ text: String) -> Bool { printed.withLock { $0.contains(text) } }

  func session(
    style: TextStyle = TextStyle(isColored: false), width: Int? = nil, isTerminal: Bool = false
  ) -> CommandSession {
    let output = CommandOutput(style: style, width: width, isTerminal: isTerminal) { [self] text in
      printed.withLock { $0 += text }
    }
    return CommandSession(
      client: KubeClient(transport: transport), namespace: "default", output: output, time: time.source)
  }

  @discardableResult
  func post(_ path: String, _ object: JSONValue) -> JSONValue { send(.post, path, object) }

  /// Writes a status as the operator would.
  func write(_ status: ModelDeploymentStatus, of name: String) {
    let path = "/apis/slipway.dev/v1alpha1/namespaces/default/modeldeployments/\(name)/status"
    send(.patch, path, ["status": status.json], type: "application/merge-patch+json")
  }

  /// Changes the spec of `fraud`.
  func change(_ spec: JSONValue) {
    let path = "/apis/slipway.dev/v1alpha1/namespaces/default/modeldeployments/fraud"
    send(.patch, path, ["spec": spec], type: "application/merge-patch+json")
  }

  @discardableResult
  func send(
    _ method: KubeRequest.Method, _ path: String, _ object: JSONValue? = nil, type: String = "application/json"
  ) -> JSONValue {
    let request = KubeRequest(
      method: method, path: path, headers: [KubeRequest.Field("Content-Type", type)],
      body: object.map { JSONWriter.write($0) })
    return transport.withCluster { cluster in
      guard case .bytes(let bytes) = cluster.handle(request, at: self.time.source.wall()).body else { return .null }
      return (try? JSONParser.parse(bytes)) ?? .null
    }
  }
}
