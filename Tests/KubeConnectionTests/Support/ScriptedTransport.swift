import KubeClient
import Synchronization

@testable import KubeConnection

/// Connections that remember what was sent over them, and answer as they are told.
final class ScriptedTransport: RetirableTransport {
  typealias Answer = @Sendable (_ request: KubeRequest) async throws(KubeError) -> KubeResponse

  let material: TLSMaterial
  private let answer: Answer
  private let sent = Mutex<[KubeRequest]>([])
  private let graces = Mutex<[Duration]>([])
  private let isShutDown = Atomic(false)

  init(_ material: TLSMaterial = TLSMaterial(), _ answer: @escaping Answer) {
    self.material = material
    self.answer = answer
  }

  var requests: [KubeRequest] { sent.withLock { $0 } }
  /// The grace periods with which the connections were given up.
  var retirements: [Duration] { graces.withLock { $0 } }
  var wasShutDown: Bool { isShutDown.load(ordering: .sequentiallyConsistent) }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    sent.withLock { $0.append(request) }
    return try await answer(request)
  }

  func retire(within grace: Duration) { graces.withLock { $0.append(grace) } }
  func shutdown() async { isShutDown.store(true, ordering: .sequentiallyConsistent) }
}

extension KubeRequest {
  static func list(_ path: String = "/api/v1/pods") -> KubeRequest { KubeRequest(method: .get, path: path) }
  static let watch = KubeRequest(method: .get, path: "/api/v1/pods", timeout: nil)

  func values(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  var authorization: String? { values("Authorization").first }
}

extension KubeResponse {
  static func status(_ status: Int) -> KubeResponse { KubeResponse(status: status, headers: [], body: KubeBody([])) }
}
