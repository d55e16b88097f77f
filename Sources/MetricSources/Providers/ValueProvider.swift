/// A server that answers a query with one number.
public protocol ValueProvider: Sendable {
  /// The number that a query gives now.
  func value(_ query: String) async throws(ProviderFailure) -> Double
}

extension PrometheusServer: ValueProvider {}
