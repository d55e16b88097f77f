import KubeClient
import KubeCore
import KubeTestSupport
import Testing

@testable import KubeRuntime

@Suite("A transport that counts")
struct MeteredTransportTests {
  private let stage = Stage()

  @Test("counts requests by how they are answered, and times all but watches")
  func counts() throws {
    let metered = MeteredTransport(stage.switchboard, time: stage.time.source)
    let maps = KubeClient(transport: metered).api(ConfigMap.self, namespace: "default")
    try stage.perform { try await maps.create(ConfigMap("one", in: "default")) }
    try stage.perform { _ = try await maps.find("one") }
    try stage.perform { _ = try await maps.find("two") }
    try stage.perform { _ = try await maps.watch(WatchOptions(from: nil)) }
    stage.switchboard.cut(.failing)
    _ = try? stage.perform { _ = try await maps.find("one") }
    let families = metered.metrics.families(host: "kube:6443")
    #expect(families.map(\.name) == ["rest_client_requests_total", "rest_client_request_duration_seconds"])
    #expect(families[0].labels == ["code", "method", "host"])
    #expect(
      families[0].series == [
        .init(["200", "GET", "kube:6443"], .number(2)), .init(["201", "POST", "kube:6443"], .number(1)),
        .init(["404", "GET", "kube:6443"], .number(1)), .init(["<error>", "GET", "kube:6443"], .number(1)),
      ])
    #expect(metered.metrics.durations["GET"]?.count == 3)
    #expect(metered.metrics.durations["POST"]?.count == 1)
  }
}
