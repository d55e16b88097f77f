import FoundationEssentials
import Hummingbird
import HummingbirdTesting
import NIOCore
import Observability
import Testing

@testable import ModelServer

@Suite struct ModelRoutesTests {
  private func withClient(
    of test: TestServer, _ body: @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    try await test.server.makeApplication().test(.router, body)
  }

  @Test func readinessFollowsTheModel() async throws {
    let test = try TestServer("wine", "good")
    try await withClient(of: test) { client in
      #expect(try await client.execute(uri: "/v2/health/live", method: .get).status == .ok)
      for path in ["/v2/health/ready", "/v2/models/demo/ready", "/v2/models/demo"] {
        #expect(try await client.execute(uri: path, method: .get).status == .serviceUnavailable)
      }
      let early = try await client.execute(
        uri: "/v2/models/demo/infer", method: .post, body: TestServer.body([1]))
      #expect(early.status == .serviceUnavailable)
      #expect(String(buffer: early.body) == #"{"error":"the model is being loaded"}"#)
      try test.service.load()
      for path in ["/v2/health/ready", "/v2/models/demo/ready", "/v2/models/demo"] {
        #expect(try await client.execute(uri: path, method: .get).status == .ok)
      }
    }
  }

  @Test func metadataDescribesServerAndModel() async throws {
    let test = try TestServer("digits", "better")
    try test.service.load()
    try await withClient(of: test) { client in
      let server = try await client.execute(uri: "/v2", method: .get)
      #expect(String(buffer: server.body).contains(#""name":"slipway-model-server""#))
      let model = String(buffer: try await client.execute(uri: "/v2/models/demo", method: .get).body)
      for part in [
        #""name":"demo""#, #""versions":["better"]"#, #""platform":"scikit-learn_LogisticRegression""#,
        #""shape":[-1,64]"#, #""datatype":"INT64""#,
      ] {
        #expect(model.contains(part), "\(model)")
      }
    }
  }

  @Test func inferAnswersWithClassProbabilityIdAndRevision() async throws {
    let test = try TestServer("breast-cancer", "better")
    try test.service.load()
    let check = try #require(try Examples.artifact("breast-cancer", "better").checks.first)
    guard case .prediction(let label, let probabilities) = check.expectation else {
      Issue.record("the first check expects a prediction")
      return
    }
    try await withClient(of: test) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/infer", method: .post, body: TestServer.body(check.input, id: "call-7"))
      #expect(response.status == .ok)
      #expect(response.headers[.contentType] == "application/json")
      #expect(response.headers[.init("x-slipway-revision")!] == "r1")
      #expect(response.headers[.connection] == nil)
      let answer = try InferAnswer(response.body)
      #expect(answer.model_name == "demo")
      #expect(answer.model_version == "better")
      #expect(answer.id == "call-7")
      #expect(answer.parameters.revision == "r1")
      #expect(answer.outputs.map(\.name) == ["label", "probability"])
      #expect(answer.outputs.map(\.datatype) == ["BYTES", "FP64"])
      #expect(answer.outputs.map(\.shape) == [[1], [1]])
      #expect(answer.outputs.first?.data == [.text(label.description)])
      guard case .number(let probability) = answer.outputs.last?.data.first else {
        Issue.record("no probability in \(answer)")
        return
      }
      #expect(abs(probability - (probabilities.max() ?? 0)) < 1e-9)
    }
  }

  @Test func batchesKeepTheOrderOfRows() async throws {
    let test = try TestServer("digits", "good")
    try test.service.load()
    let rows = try Examples.testRows("digits").prefix(20)
    let predictor = try Predictor(Examples.artifact("digits", "good"))
    let expected = try rows.map { try predictor.predict($0.row).label.description }
    let body = ByteBuffer(
      string: #"{"inputs":[{"name":"x","shape":[20,64],"datatype":"FP32","data":\#(rows.map(\.row))}],"#
        + #""outputs":[{"name":"label"}]}"#)
    try await withClient(of: test) { client in
      let response = try await client.execute(uri: "/v2/models/demo/infer", method: .post, body: body)
      let answer = try InferAnswer(response.body)
      #expect(answer.id == nil)
      #expect(answer.outputs.count == 1)
      #expect(answer.outputs.first?.data == expected.map { .number(Double($0) ?? -1) })
    }
  }

  @Test(arguments: [
    ("{", HTTPResponse.Status.badRequest, "the document cannot be read: "),
    (#"{"inputs":[{"name":"x","shape":[1,1],"datatype":"FP64","data":[1]}]}"#, .badRequest, "inputs[0].shape is"),
    (#"{"inputs":[{"name":"x","shape":[1,13],"datatype":"FP64","data":["a"]}]}"#, .badRequest, "inputs[0].data[0]"),
    (String(repeating: " ", count: 3000), .contentTooLarge, "the body is larger than 2000 bytes"),
  ])
  func badInputIsTheCallersError(body: String, status: HTTPResponse.Status, message: String) async throws {
    let test = try TestServer("wine", "good", maximumBodySize: 2000)
    try test.service.load()
    try await withClient(of: test) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/infer", method: .post, body: ByteBuffer(string: body))
      #expect(response.status == status)
      #expect(String(buffer: response.body).hasPrefix(#"{"error":"\#(message)"#), "\(String(buffer: response.body))")
    }
    let text = test.service.registry.exposition()
    #expect(text.contains(#"model_requests_total{model="demo",revision="r1",code="\#(status.code)"} 1"#))
    #expect(text.contains(#"model_requests_total{model="demo",revision="r1",code="500"} 0"#))
    #expect(!text.contains("model_request_duration_seconds_count"))
  }

  @Test func unknownPathsAndModelsAreErrorObjects() async throws {
    let test = try TestServer("wine", "good")
    try test.service.load()
    try await withClient(of: test) { client in
      for (path, method) in [
        ("/v2/models/other", HTTPRequest.Method.get), ("/v2/models/other/infer", .post), ("/nowhere", .get),
      ] {
        let response = try await client.execute(uri: path, method: method, body: ByteBuffer())
        #expect(response.status == .notFound)
        #expect(String(buffer: response.body).hasPrefix(#"{"error":"#), "\(path)")
      }
    }
    #expect(!test.service.registry.exposition().contains(#"code="404""#))
  }

  @Test func aModelThatRaisesIsAServerError() async throws {
    let test = try TestServer("wine", "failing")
    try test.service.load()
    let checks = try Examples.artifact("wine", "failing").checks
    let refused = try #require(
      checks.first { check in if case .rejection = check.expectation { true } else { false } })
    try await withClient(of: test) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/infer", method: .post, body: TestServer.body(refused.input))
      #expect(response.status == .internalServerError)
      #expect(String(buffer: response.body).hasPrefix(#"{"error":"the model raised an error: "#))
      #expect(response.headers[.init("x-slipway-revision")!] == "r1")
    }
    let text = test.service.registry.exposition()
    #expect(text.contains(#"model_requests_total{model="demo",revision="r1",code="500"} 1"#))
    #expect(text.contains(#"model_request_duration_seconds_count{model="demo",revision="r1"} 1"#))
  }

  @Test func theSlowVersionWaitsForItsLookup() async throws {
    let waited = Gate()
    let test = try TestServer("wine", "slow", sleep: { duration in
      if duration == .milliseconds(40) { waited.open() }
    })
    try test.service.load()
    let row = try #require(try Examples.testRows("wine").first?.row)
    try await withClient(of: test) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/infer", method: .post, body: TestServer.body(row))
      #expect(response.status == .ok)
    }
    await waited.wait()
  }
}
