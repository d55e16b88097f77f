import KubeCore

/// Graphite's render API: the last point of the one series.
public struct GraphiteProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let window: Int

  /// - Parameter window: how many seconds back to look; 300 by default.
  public init(_ address: ProviderAddress, client: ProviderClient, window: Int = 300) {
    (self.address, self.client, self.window) = (address, client, window)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let form = [("target", query), ("from", "-\(window)s"), ("format", "json")]
    return try Self.value(from: await client.ask(address, path: "/render?" + FormText.form(form)))
  }

  static func value(from body: [UInt8]) throws(ProviderFailure) -> Double {
    let series = try JSONAnswer.parse(body).elements
    guard series.count <= 1 else {
      throw ProviderFailure(.refused, "the target gives \(series.count) series, one is needed")
    }
    let points = series.first?["datapoints"]?.elements ?? []
    guard let value = points.reversed().lazy.compactMap({ JSONAnswer.number($0[0]) }).first else {
      throw ProviderFailure(.noData, "the target gives nothing")
    }
    return value
  }
}
