import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

/// Whether a request that failed may have changed something.
@Suite struct OutcomeTests {
  private func outcome(
    _ answer: Result<KubeResponse, KubeError>, reading: Bool = false
  ) async -> KubeError.Outcome? {
    let api = KubeClient(FakeTransport(script: [answer])).api(Service.self, namespace: "ml")
    return await failure { () throws(KubeError) in
      _ = reading ? try await api.get("a") : try await api.patch("a", .merge([:]))
    }?.outcome
  }

  @Test("a write that was cut off, timed out or cancelled may have had its effect", arguments: [
    KubeError.Code.timeout, .connectionLost, .cancelled,
  ])
  func unknown(code: KubeError.Code) async {
    #expect(await outcome(.failure(KubeError(code, message: ""))) == .unknown)
    #expect(await outcome(.failure(KubeError(code, message: "")), reading: true) == .unchanged)
  }

  @Test("a write that was never sent has had none", arguments: [
    KubeError.Code.unreachable, .tlsFailure, .invalidRequest, .fenced,
  ])
  func neverSent(code: KubeError.Code) async {
    #expect(await outcome(.failure(KubeError(code, message: ""))) == .unchanged)
  }

  @Test("a write that was refused has had none", arguments: [400, 401, 403, 404, 409, 410, 413, 415, 422, 429])
  func refused(status: Int) async {
    #expect(await outcome(.success(KubeResponse(refusal: status, "X"))) == .unchanged)
  }

  @Test("a failing server or gateway may have carried it out", arguments: [500, 502, 503, 504])
  func serverFailures(status: Int) async {
    #expect(await outcome(.success(KubeResponse(status, "<html>"))) == .unknown)
  }

  @Test("a server that turns requests away says so with a Status and Retry-After")
  func turnedAway() async {
    let answer = KubeResponse(refusal: 503, "ServiceUnavailable", headers: [.init("Retry-After", "1")])
    #expect(await outcome(.success(answer)) == .unchanged)
  }

  @Test("an answer that cannot be read does not undo the write")
  func carriedOut() async {
    #expect(await outcome(.success(KubeResponse(200, "nonsense"))) == .carriedOut)
    let cut = KubeBody { () throws(KubeError) -> [UInt8]? in throw KubeError(.connectionLost, message: "cut") }
    #expect(await outcome(.success(KubeResponse(status: 201, headers: [], body: cut))) == .carriedOut)
    #expect(await outcome(.success(KubeResponse(200, "nonsense")), reading: true) == .unchanged)
  }

  @Test("the text of an unknown outcome says so")
  func text() async {
    let error = await failure { () throws(KubeError) in
      try await KubeClient(FakeTransport(script: [.failure(KubeError(.timeout, message: "10 s are over"))]))
        .api(Service.self, namespace: "ml").patch("a", .merge([:]))
    }
    #expect(
      error?.description
        == "PATCH /api/v1/namespaces/ml/services/a: 10 s are over (it may have taken effect: read before trying again)")
  }
}
