import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

@Suite struct DeleteTests {
  @Test("a Status says that it is gone, anything else is the object")
  func answers() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"kind":"Status","status":"Success","details":{"name":"a","uid":"u1"}}"#),
      KubeResponse(200, #"{"kind":"Service","metadata":{"name":"a","deletionTimestamp":"2030-01-01T00:00:00Z"}}"#),
      KubeResponse(200, #"{}"#),
    ])
    let api = KubeClient(transport).api(Service.self, namespace: "ml")
    #expect(try await api.delete("a") == .done(uid: "u1"))
    guard case .object(let service) = try await api.delete("a") else {
      Issue.record("the object waits for its end")
      return
    }
    #expect(service.metadata.isDeleting)
    #expect(try await api.delete("a") == .done(uid: nil))
  }

  @Test("preconditions, propagation, grace and dry run are in the body")
  func body() throws {
    var options = DeleteOptions(gracePeriodSeconds: 0, uid: "u", resourceVersion: "5")
    options.propagation = .foreground
    options.dryRun = true
    #expect(
      options.body == [
        "apiVersion": "v1", "kind": "DeleteOptions", "propagationPolicy": "Foreground", "gracePeriodSeconds": 0,
        "preconditions": ["uid": "u", "resourceVersion": "5"], "dryRun": ["All"],
      ])
    var bare = DeleteOptions()
    bare.propagation = nil
    #expect(bare.body == nil)
  }

  @Test("a guarded deletion that is repeated after a cut connection counts 404 as done")
  func repeatedDeletion() async throws {
    let cut = KubeError(.connectionLost, message: "cut")
    let gone = KubeResponse(refusal: 404, "NotFound", details: #"{"name":"a","kind":"services"}"#)
    let transport = FakeTransport(script: [.failure(cut), .success(gone)])
    let client = KubeClient(transport, retries: RetryPolicy(tries: 3))
    let api = client.api(Service.self, namespace: "ml")
    #expect(try await api.delete("a", DeleteOptions(uid: "u")) == .done(uid: "u"))
    #expect(transport.requests.count == 2)
  }

  @Test("a deletion by name alone is not repeated after a cut connection: it could hit a successor")
  func unguardedDeletion() async {
    let transport = FakeTransport(script: [.failure(KubeError(.connectionLost, message: "cut"))])
    let client = KubeClient(transport, retries: RetryPolicy(tries: 3))
    let error = await failure { () throws(KubeError) in
      try await client.api(Service.self, namespace: "ml").delete("a")
    }
    #expect(error?.outcome == .unknown)
    #expect(transport.requests.count == 1)
  }

  @Test("a collection is deleted with selectors, and tells what it was")
  func collection() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"kind":"ServiceList","metadata":{},"items":[{"metadata":{"name":"a"}}]}"#),
      KubeResponse(200, #"{"kind":"Status","status":"Success"}"#),
    ])
    let api = KubeClient(transport).api(Service.self, namespace: "ml")
    var selection = ListOptions.unlimited
    selection.labelSelector = LabelSelector(matchLabels: ["app": "x"])
    let deleted = try await api.deleteCollection(selection)
    #expect(deleted.items.map(\.metadata.name) == ["a"])
    #expect(try await api.deleteCollection(selection).items.isEmpty)
    #expect(transport.requests.first?.target == "/api/v1/namespaces/ml/services?labelSelector=app%3Dx")
    let everywhere = await failure { () throws(KubeError) in
      try await KubeClient(FakeTransport([])).api(Service.self).deleteCollection()
    }
    #expect(everywhere?.code == .invalidRequest)
  }
}
