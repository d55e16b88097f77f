import KubeClient
import KubeCore
import KubeTypes
import Testing

@Suite struct APITests {
  @Test("requests name the path, the query and the content type")
  func requests() async throws {
    let service = #"{"metadata":{"name":"a","namespace":"ml"}}"#
    let transport = FakeTransport([KubeResponse(200, service), KubeResponse(200, service), KubeResponse(200, "{}")])
    let api = KubeClient(transport: transport).api(Service.self, namespace: "ml")
    _ = try await api.get("a")
    _ = try await api.apply("a", ["spec": [:]], fieldManager: "me", force: true)
    try await api.delete("a", DeleteOptions(uid: "u1"))
    let requests = transport.requests
    #expect(requests.map(\.method) == [.get, .patch, .delete])
    #expect(requests.allSatisfy { $0.path == "/api/v1/namespaces/ml/services/a" })
    #expect(requests[1].target.hasSuffix("?fieldManager=me&force=true"))
    #expect(requests[1].headers.contains(KubeRequest.Field("Content-Type", "application/apply-patch+yaml")))
    let options = try JSONParser.parse(requests[2].body ?? [])
    #expect(options["preconditions"]?["uid"] == "u1")
    #expect(options["propagationPolicy"] == "Background")
  }

  @Test("a list is read page by page")
  func pages() async throws {
    let transport = FakeTransport([
      KubeResponse(200, #"{"metadata":{"resourceVersion":"7","continue":"next"},"items":[{"metadata":{"name":"a"}}]}"#),
      KubeResponse(200, #"{"metadata":{"resourceVersion":"7"},"items":[{"metadata":{"name":"b"}}]}"#),
    ])
    let list = try await KubeClient(transport: transport).api(Service.self).list()
    #expect(list.items.map(\.metadata.name) == ["a", "b"])
    #expect(list.metadata.resourceVersion == "7")
    #expect(transport.requests[1].target == "/api/v1/services?limit=500&continue=next")
  }

  @Test(
    "refusals become errors by status and reason",
    arguments: [
      (404, "NotFound", KubeError.Code.notFound), (409, "AlreadyExists", .alreadyExists), (409, "Conflict", .conflict),
      (410, "Expired", .gone), (422, "Invalid", .invalid), (403, "Forbidden", .forbidden),
      (429, "TooManyRequests", .tooManyRequests), (504, "Timeout", .serverTimeout), (500, "InternalError", .serverFailure),
    ])
  func refusals(status: Int, reason: String, code: KubeError.Code) async {
    let body = #"{"kind":"Status","status":"Failure","message":"no","reason":"\#(reason)","code":\#(status)}"#
    let transport = FakeTransport([KubeResponse(status, body, headers: [.init("Retry-After", "3")])])
    let error = await #expect(throws: KubeError.self) {
      try await KubeClient(transport: transport).api(Service.self, namespace: "ml").get("a")
    }
    #expect(error?.code == code)
    #expect(error?.status?.reason == reason)
    #expect(error?.retryAfter == .seconds(3))
    #expect(error?.description.hasPrefix("GET /api/v1/namespaces/ml/services/a: no") == true)
  }

  @Test("an answer that is not from an API server is quoted")
  func foreignAnswers() async {
    let transport = FakeTransport([KubeResponse(502, "<html>bad gateway</html>")])
    let error = await #expect(throws: KubeError.self) {
      try await KubeClient(transport: transport).api(Service.self).list()
    }
    #expect(error?.message.hasSuffix(": bad gateway") == true)
    #expect(error?.isTransient == true)
  }

  @Test("a missing object is nil to find, and an empty name is refused before it is sent")
  func find() async throws {
    let transport = FakeTransport([KubeResponse(404, #"{"reason":"NotFound"}"#)])
    let api = KubeClient(transport: transport).api(Service.self, namespace: "ml")
    #expect(try await api.find("a") == nil)
    let error = await #expect(throws: KubeError.self) { try await api.delete("") }
    #expect(error?.code == .invalidRequest)
    #expect(transport.requests.count == 1)
  }
}
