import BenchmarkSupport
import KubeClient
import KubeCore
import KubeSimulator

/// What the simulated API server costs: calls of one core in process, and the time until the first answer.
@main struct SimulatorBenchmarks {
  private static let start = Timestamp(seconds: 1_790_000_000)
  private static let calls = 5_000

  static func main() async throws {
    var suite = BenchmarkSuite()
    suite.add("simulator.startup", in: .milliseconds) {
      elapsed {
        var cluster = SimulatedCluster(seed: 1, start: start)
        _ = cluster.handle(get("/api/v1/namespaces"), at: start)
      } * 1_000
    }
    suite.add("simulator.calls_per_second", in: .perSecond) { rate(calls, mixed) }
    suite.add("simulator.get", in: .perSecond) { rate(calls) { get("\(maps)/m\($0 % 100)") } }
    suite.add("simulator.list", in: .perSecond) { rate(500) { _ in get(maps + "?limit=100") } }
    suite.add("simulator.create", in: .perSecond) { rate(calls) { write(.post, maps, map("n\($0)")) } }
    suite.add("simulator.patch", in: .perSecond) { rate(calls) { patch("m\($0 % 100)", $0) } }
    try await suite.run(BenchmarkOptions(arguments: CommandLine.arguments.dropFirst()))
  }

  private static let maps = "/api/v1/namespaces/default/configmaps"

  /// Six reads, two patches, one creation and one deletion of ten, as controllers do.
  private static func mixed(_ number: Int) -> KubeRequest {
    switch number % 10 {
    case 0: write(.post, maps, map("x\(number / 10)"))
    case 9: KubeRequest(method: .delete, path: "\(maps)/x\(number / 10)")
    case 3, 6: patch("m\(number % 100)", number)
    default: get("\(maps)/m\(number % 100)")
    }
  }

  /// Calls a second on a cluster that holds a hundred objects.
  private static func rate(_ count: Int, _ request: (Int) -> KubeRequest) -> Double {
    var cluster = SimulatedCluster(seed: 1, start: start)
    for number in 0..<100 { _ = cluster.handle(write(.post, maps, map("m\(number)")), at: start) }
    let requests = (0..<count).map(request)
    let seconds = elapsed {
      for request in requests { _ = cluster.handle(request, at: start) }
    }
    return Double(count) / seconds
  }

  /// Seconds of CPU time, because machines are shared.
  private static func elapsed(_ body: () -> Void) -> Double {
    let before = ProcessUsage.cpuSeconds
    body()
    return ProcessUsage.cpuSeconds - before
  }

  private static func get(_ target: String) -> KubeRequest {
    let parts = target.split(separator: "?")
    let query = parts.count > 1 ? [KubeRequest.Field("limit", "100")] : []
    return KubeRequest(method: .get, path: String(parts[0]), query: query)
  }

  private static func map(_ name: String) -> JSONValue {
    [
      "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name), "labels": ["app": "bench"]],
      "data": ["a": "1", "b": "2"],
    ]
  }

  private static func write(_ method: KubeRequest.Method, _ path: String, _ body: JSONValue) -> KubeRequest {
    KubeRequest(
      method: method, path: path,
      headers: [KubeRequest.Field("Content-Type", "application/json"), KubeRequest.Field("User-Agent", "bench/1")],
      body: JSONWriter.write(body))
  }

  private static func patch(_ name: String, _ number: Int) -> KubeRequest {
    var request = write(.patch, "\(maps)/\(name)", ["data": ["a": .string(String(number))]])
    request.headers[0].value = "application/merge-patch+json"
    return request
  }
}
