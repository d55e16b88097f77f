import KubeCore

/// Datadog's query of time series: the last point of the one series.
public struct DatadogProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let window: Double
  private let wall: @Sendable () -> Double

  /// - Parameters:
  ///   - site: the API's base, such as `https://api.datadoghq.eu`.
  ///   - window: how many seconds back to look; 300 by default.
  ///   - wall: wall-clock seconds.
  public init(
    site: String, apiKey: String, applicationKey: String, client: ProviderClient, window: Double = 300,
    wall: @escaping @Sendable () -> Double
  ) {
    address = ProviderAddress(url: site, headers: ["DD-API-KEY": apiKey, "DD-APPLICATION-KEY": applicationKey])
    (self.client, self.window, self.wall) = (client, window, wall)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let now = wall()
    let form = [("from", "\(Int64(now - window))"), ("to", "\(Int64(now))"), ("query", query)]
    return try Self.value(from: await client.ask(address, path: "/api/v1/query?" + FormText.form(form)))
  }

  static func value(from body: [UInt8]) throws(ProviderFailure) -> Double {
    let root = try JSONAnswer.parse(body)
    if let error = root["error"]?.string, !error.isEmpty { throw ProviderFailure(.refused, error) }
    let series = root["series"]?.elements ?? []
    guard series.count <= 1 else {
      throw ProviderFailure(.refused, "the query gives \(series.count) series, one is needed")
    }
    let points = series.first?["pointlist"]?.elements ?? []
    guard let value = points.reversed().lazy.compactMap({ JSONAnswer.number($0[1]) }).first else {
      throw ProviderFailure(.noData, "the query gives nothing")
    }
    return value
  }
}
