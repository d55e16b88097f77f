import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct EditTests {
  private func lease(_ version: String, holder: String = "a") -> KubeResponse {
    KubeResponse(
      200, #"{"metadata":{"name":"lead","resourceVersion":"\#(version)"},"spec":{"holderIdentity":"\#(holder)"}}"#)
  }

  private let conflict = KubeResponse(refusal: 409, "Conflict", "the object has been modified")

  @Test("a lost race is run again on the newer object, after a pause")
  func again() async throws {
    let transport = FakeTransport([lease("1"), conflict, lease("2", holder: "b"), lease("3", holder: "b+")])
    let time = FakeTime(fraction: 0.5)
    let result = try await KubeClient(transport, time: time).api(Lease.self, namespace: "ml").edit("lead") { lease in
      lease.spec?.holderIdentity? += "+"
    }
    #expect(result.metadata.resourceVersion == "3")
    let bodies = try transport.requests.compactMap(\.body).map { try JSONParser.parse($0) }
    #expect(bodies.map { $0["spec"]?["holderIdentity"] } == ["a+", "b+"])
    #expect(bodies.map { $0["metadata"]?["resourceVersion"] } == ["1", "2"])
    #expect(time.sleeps == [.milliseconds(80)])
  }

  @Test("a change that changes nothing is not written")
  func nothing() async throws {
    let transport = FakeTransport([lease("1")])
    try await KubeClient(transport).api(Lease.self, namespace: "ml").edit("lead") { _ in }
    #expect(transport.requests.map(\.method) == [.get])
  }

  @Test("the tries are bounded, and the last conflict is told")
  func bounded() async {
    let transport = FakeTransport((0..<20).flatMap { [lease("\($0)"), conflict] })
    let error = await failure { () throws(KubeError) in
      try await KubeClient(transport).api(Lease.self, namespace: "ml")
        .edit("lead", attempts: ConflictPolicy(tries: 4)) { $0.spec?.holderIdentity = "me" }
    }
    #expect(error?.code == .conflict)
    #expect(transport.requests.count == 8)
  }

  @Test("other failures are not run again, and a change may refuse")
  func failures() async {
    let forbidden = FakeTransport([lease("1"), KubeResponse(refusal: 403, "Forbidden")])
    let error = await failure { () throws(KubeError) in
      try await KubeClient(forbidden).api(Lease.self, namespace: "ml").edit("lead") { $0.spec = nil }
    }
    #expect(error?.code == .forbidden)
    let refused = FakeTransport([lease("1")])
    let own = await failure { () throws(KubeError) in
      try await KubeClient(refused).api(Lease.self, namespace: "ml").edit("lead") { _ throws(KubeError) in
        throw KubeError(.invalidRequest, message: "not mine")
      }
    }
    #expect(own?.message == "not mine")
    #expect(refused.requests.count == 1)
  }

  @Test("the status is edited through its own door")
  func status() async throws {
    let pod = #"{"metadata":{"name":"p","resourceVersion":"1"},"status":{"phase":"Pending"}}"#
    let transport = FakeTransport([KubeResponse(200, pod), KubeResponse(200, pod)])
    try await KubeClient(transport).api(Pod.self, namespace: "ml").edit("p", subresource: "status") { pod in
      pod.status?.phase = "Running"
    }
    #expect(transport.requests[1].path.hasSuffix("/pods/p/status"))
  }

  @Test("what was read in part cannot be edited: the rest would be lost")
  func partial() async {
    let api = KubeClient(FakeTransport([])).api(Lease.self, namespace: "ml")
    let metadata = await failure { () throws(KubeError) in try await api.metadataOnly().edit("a") { _ in } }
    let trimmed = await failure { () throws(KubeError) in try await api.omittingManagedFields().stored("a") }
    let created = await failure { () throws(KubeError) in
      try await api.metadataOnly().create(PartialObjectMetadata(metadata: ObjectMeta(name: "a")))
    }
    #expect([metadata?.code, trimmed?.code, created?.code] == [.invalidRequest, .invalidRequest, .invalidRequest])
  }
}
