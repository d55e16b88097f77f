import KubeCore
import KubeTypes
import Synchronization
import Testing

@testable import KubeClient

@Suite struct ServerWarningTests {
  @Test(
    "warnings are read by the grammar of RFC 7234",
    arguments: [
      (#"299 - "unknown field \"spec.bogus\"""#, [#"unknown field "spec.bogus""#]),
      (#"299 - "one", 299 - "two, with a comma""#, ["one", "two, with a comma"]),
      (#"  299 -   "spaces"  "#, ["spaces"]),
      (#"199 agent:80 "dated" "Wed, 21 Oct 2015 07:28:00 GMT", 299 - "next""#, ["dated", "next"]),
      (#"299 - """#, [""]),
      (#"299 - "back\\slash""#, [#"back\slash"#]),
      (#"299 - "ends too early"#, []), ("299 -", []), ("", []), (#"29 - "short""#, []), (#"abc - "x""#, []),
      (#"299 - "good", nonsense"#, ["good"]),
    ])
  func grammar(header: String, texts: [String]) {
    #expect(ServerWarning.parse(header).map(\.text) == texts)
  }

  @Test("code and agent are kept")
  func parts() {
    #expect(ServerWarning.parse(#"110 host "stale""#) == [ServerWarning(code: 110, agent: "host", text: "stale")])
  }

  @Test("the handler hears every warning, of refusals too")
  func handler() async {
    let heard = Mutex<[String]>([])
    let headers = [
      KubeRequest.Field("Warning", #"299 - "a""#), KubeRequest.Field("warning", #"299 - "b""#),
      KubeRequest.Field("Content-Type", "application/json"),
    ]
    let transport = FakeTransport([
      KubeResponse(200, #"{"metadata":{}}"#, headers: headers), KubeResponse(refusal: 400, "BadRequest", headers: headers),
    ])
    var client = KubeClient(transport)
    client.onWarning = { warning, request in heard.withLock { $0.append("\(request.method.rawValue) \(warning)") } }
    let api = client.api(Service.self, namespace: "ml")
    _ = await failure { () throws(KubeError) in try await api.get("a") }
    _ = await failure { () throws(KubeError) in try await api.patch("a", .merge([:])) }
    #expect(heard.withLock { $0 } == ["GET a", "GET b", "PATCH a", "PATCH b"])
  }
}
