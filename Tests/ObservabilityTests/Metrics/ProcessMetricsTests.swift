import Testing

@testable import Observability

@Suite struct ProcessMetricsTests {
  @Test func theProcessIsReportedAsPrometheusClientsDo() throws {
    let registry = MetricsRegistry()
    registry.collect { MetricSnapshot.process() }
    let lines = registry.exposition().split(separator: "\n").filter { !$0.hasPrefix("#") }
    let values = Dictionary(
      lines.map { line in
        let parts = line.split(separator: " ")
        return (String(parts.first ?? ""), Double(parts.last ?? "") ?? .nan)
      }, uniquingKeysWith: { first, _ in first })
    #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
    #expect(try #require(values["process_cpu_seconds_total"]) > 0)
    #expect(try #require(values["process_open_fds"]) >= 3)
  }
}
