import Testing

@testable import MetricSources

@Suite struct ProviderAnswerTests {
  private func value(_ kind: String, _ body: String) -> Result<Double, ProviderFailure> {
    let bytes = Array(body.utf8)
    do throws(ProviderFailure) {
      switch kind {
      case "datadog": return .success(try DatadogProvider.value(from: bytes))
      case "cloudwatch": return .success(try CloudWatchProvider.value(from: bytes))
      case "newrelic": return .success(try NewRelicProvider.value(from: bytes))
      case "influxdb": return .success(try InfluxProvider.value(from: bytes))
      case "graphite": return .success(try GraphiteProvider.value(from: bytes))
      case "web": return .success(try WebProvider.value(at: "$.result.items[1].score", in: bytes))
      default: return .success(try MLflowProvider.value(of: "auc", in: bytes))
      }
    } catch {
      return .failure(error)
    }
  }

  @Test(
    "the one number is found",
    arguments: [
      ("datadog", #"{"series":[{"pointlist":[[1,4.0],[2,5.5],[3,null]]}]}"#, 5.5),
      ("cloudwatch", #"{"MetricDataResults":[{"Id":"q","Values":[7.25,3]}]}"#, 7.25),
      ("newrelic", #"{"data":{"actor":{"account":{"nrql":{"results":[{"average.duration":0.5}]}}}}}"#, 0.5),
      ("influxdb", "#datatype,string,long,double\n,result,table,_value\n,_result,0,1.5\n,_result,0,2.5\n", 2.5),
      ("graphite", #"[{"target":"x","datapoints":[[1.0,10],[2.0,20],[null,30]]}]"#, 2),
      ("web", #"{"result":{"items":[{"score":1},{"score":"0.75"}]}}"#, 0.75),
      ("mlflow", #"{"run":{"data":{"metrics":[{"key":"loss","value":1},{"key":"auc","value":0.91}]}}}"#, 0.91),
    ])
  func numbers(kind: String, body: String, expected: Double) {
    #expect(value(kind, body) == .success(expected))
  }

  @Test(
    "an answer without the number is no data, never a pass",
    arguments: [
      ("datadog", #"{"series":[]}"#), ("cloudwatch", #"{"MetricDataResults":[{"Values":[]}]}"#),
      ("newrelic", #"{"data":{"actor":{"account":{"nrql":{"results":[]}}}}}"#), ("influxdb", "\n"),
      ("graphite", "[]"), ("web", #"{"result":{}}"#), ("mlflow", #"{"run":{"data":{}}}"#),
    ])
  func nothing(kind: String, body: String) {
    guard case .failure(let failure) = value(kind, body) else { return #expect(Bool(false), "\(kind)") }
    #expect(failure.kind == .noData)
  }

  @Test(
    "several series are refused",
    arguments: [
      ("datadog", #"{"series":[{},{}]}"#), ("graphite", "[{},{}]"), ("cloudwatch", #"{"MetricDataResults":[{},{}]}"#),
    ])
  func several(kind: String, body: String) {
    guard case .failure(let failure) = value(kind, body) else { return #expect(Bool(false), "\(kind)") }
    #expect(failure.kind == .refused && failure.reason.contains("2 series"))
  }

  @Test(
    "what is asked of a web server may stand before the path to the number",
    arguments: [
      ("result.score", "", "result.score"), ("/a/b?c=d result.score", "/a/b?c=d", "result.score"),
      ("?c=d $.items[0]", "?c=d", "$.items[0]"),
    ])
  func targets(query: String, target: String, path: String) throws {
    let parts = try WebProvider.parts(of: query)
    #expect(parts.target == target && parts.path == path)
  }

  @Test("a question without a path is refused", arguments: ["/a/b", "?c=d ", "/a#b x", "/ä x", "/a\u{0}b x"])
  func noPath(query: String) {
    #expect(throws: ProviderFailure.self) { try WebProvider.parts(of: query) }
  }

  @Test(
    "hostile answers are unreadable", arguments: ["datadog", "cloudwatch", "newrelic", "graphite", "web", "mlflow"])
  func hostile(kind: String) {
    for body in ["", "{", "[[[[", "null", "\u{0}", "{\"series\":7}", "[1e999]"] {
      guard case .failure = value(kind, body) else { return #expect(Bool(false), "\(kind) \(body)") }
    }
  }

  @Test(
    "statuses say whether asking again may help",
    arguments: [
      (503, ProviderFailure.Kind.transient), (429, .transient), (401, .refused), (302, .refused),
    ])
  func statuses(status: Int, kind: ProviderFailure.Kind) {
    #expect(ProviderFailure.status(status, [])?.kind == kind)
    #expect(ProviderFailure.status(200, []) == nil)
  }
}
