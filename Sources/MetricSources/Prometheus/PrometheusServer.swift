/// The HTTP API of Prometheus, which Thanos, Mimir, Cortex and VictoriaMetrics speak too.
public struct PrometheusServer: Sendable {
  /// How it is reached.
  public let address: ProviderAddress
  private let client: ProviderClient

  /// Names a server.
  public init(_ address: ProviderAddress, client: ProviderClient) {
    (self.address, self.client) = (address, client)
  }

  /// A query at one time, in wall-clock seconds; now when absent. What a selector with a range finds are raw samples.
  func query(_ promQL: String, at time: Double? = nil) async throws(ProviderFailure) -> [PrometheusSeries] {
    try await ask("/api/v1/query", [("query", promQL)] + (time.map { [("time", "\($0)")] } ?? []))
  }

  /// The one number that a query gives: exactly one series, the last of its samples.
  public func value(_ promQL: String) async throws(ProviderFailure) -> Double {
    let series = try await query(promQL)
    guard series.count <= 1 else {
      throw ProviderFailure(.refused, "the query gives \(series.count) series, one is needed: sum them")
    }
    guard let value = series.first?.points.last?.value else {
      throw ProviderFailure(.noData, "the query gives nothing")
    }
    guard value.isFinite else { throw ProviderFailure(.noData, "the query gives \(value)") }
    return value
  }

  private func ask(_ path: String, _ form: [(String, String)]) async throws(ProviderFailure) -> [PrometheusSeries] {
    let body = try await client.ask(
      address, method: "POST", path: path, headers: ["Content-Type": "application/x-www-form-urlencoded"],
      body: Array(FormText.form(form).utf8))
    return try PrometheusSeries.all(from: body)
  }
}
