import Hummingbird
import HummingbirdTesting
import NIOCore
import Observability
import Testing

@testable import ModelServer

@Suite struct ModelMetricsTests {
  @Test func seriesExistBeforeTheirFirstEvent() throws {
    let test = try TestServer("breast-cancer", "good")
    try test.service.load()
    let text = test.service.registry.exposition()
    for line in [
      #"model_labelled_outcomes_total{model="demo",revision="r1",outcome="correct"} 0"#,
      #"model_labelled_outcomes_total{model="demo",revision="r1",outcome="wrong"} 0"#,
      #"model_predictions_total{model="demo",revision="r1",class="benign"} 0"#,
      #"model_predictions_total{model="demo",revision="r1",class="malignant"} 0"#,
      #"model_requests_total{model="demo",revision="r1",code="200"} 0"#,
      #"model_requests_total{model="demo",revision="r1",code="500"} 0"#,
      "# TYPE process_start_time_seconds gauge",
    ] {
      #expect(text.contains(line + "\n"), "\(text)")
    }
  }

  @Test func trafficIsCounted() async throws {
    let test = try TestServer("wine", "good")
    try test.service.load()
    let rows = try Examples.testRows("wine").prefix(10)
    let predictor = try Predictor(Examples.artifact("wine", "good"))
    let expected = try Dictionary(grouping: rows.map { try predictor.predict($0.row).label.description }) { $0 }
    let text = try await test.server.makeApplication().test(.router) { client in
      for (row, _) in rows {
        try await client.execute(uri: "/v2/models/demo/infer", method: .post, body: TestServer.body(row))
      }
      return String(buffer: try await client.execute(uri: "/metrics", method: .get).body)
    }
    #expect(text.contains(#"model_requests_total{model="demo",revision="r1",code="200"} 10"# + "\n"))
    #expect(text.contains(#"model_request_duration_seconds_count{model="demo",revision="r1"} 10"# + "\n"))
    #expect(text.contains(#"model_request_duration_seconds_bucket{model="demo",revision="r1",le="+Inf"} 10"# + "\n"))
    #expect(text.components(of: "model_request_duration_seconds_bucket{") == 16)
    for (label, predictions) in expected {
      let line = #"model_predictions_total{model="demo",revision="r1",class="\#(label)"} \#(predictions.count)"#
      #expect(text.contains(line + "\n"), "\(text)")
    }
  }

  @Test func feedbackIsCountedForTheRevisionThatPredicted() async throws {
    let test = try TestServer("digits", "good")
    try test.service.load()
    let body = #"""
      {"outcomes":[{"id":"1","revision":"r1","predicted":"3","label":3},
                   {"id":"2","revision":"r1","predicted":3,"label":8},
                   {"id":"3","revision":"r0","predicted":"1","label":"1"}]}
      """#
    try await test.server.makeApplication().test(.router) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/feedback", method: .post, body: ByteBuffer(string: body))
      #expect(response.status == .ok)
      #expect(String(buffer: response.body) == #"{"accepted":3}"#)
    }
    let text = test.service.registry.exposition()
    for (revision, outcome, count) in [("r1", "correct", 1), ("r1", "wrong", 1), ("r0", "correct", 1)] {
      let labels = #"{model="demo",revision="\#(revision)",outcome="\#(outcome)"}"#
      #expect(text.contains("model_labelled_outcomes_total\(labels) \(count)\n"), "\(text)")
    }
  }

  @Test(arguments: [
    (#"{"outcomes":[{"revision":"","predicted":"a","label":"a"}]}"#, "outcomes[0].revision is"),
    (#"{"outcomes":[{"revision":"a b","predicted":"a","label":"a"}]}"#, "outcomes[0].revision is"),
    (#"{"outcomes":[{"revision":"a","label":"a"}]}"#, "outcomes[0].predicted is missing"),
    (#"{"outcomes":[{"revision":"a","predicted":[],"label":"a"}]}"#, "outcomes[0].predicted is not"),
    ("{}", "outcomes is missing"),
  ])
  func badFeedbackIsRefusedWhole(body: String, message: String) async throws {
    let test = try TestServer("wine", "good")
    try test.service.load()
    let before = test.service.registry.exposition()
    try await test.server.makeApplication().test(.router) { client in
      let response = try await client.execute(
        uri: "/v2/models/demo/feedback", method: .post, body: ByteBuffer(string: body))
      #expect(response.status == .badRequest)
      #expect(String(buffer: response.body).hasPrefix(#"{"error":"\#(message)"#), "\(String(buffer: response.body))")
    }
    #expect(test.service.registry.exposition() == before)
  }

  @Test func inventedRevisionsCannotFillTheMemory() throws {
    let test = try TestServer("wine", "good")
    for index in 0..<1000 {
      test.service.metrics.recordOutcome(
        .init(id: nil, revision: "x\(index)", predicted: .text("a"), label: .text("a")))
    }
    #expect(test.service.registry.exposition().components(of: "model_labelled_outcomes_total{") == 200)
  }
}

extension String {
  /// How many lines start with a text.
  fileprivate func components(of prefix: String) -> Int {
    split(separator: "\n").count { $0.hasPrefix(prefix) }
  }
}
