import MetricSources

/// A server that can be asked.
struct ServerAccess: Sendable {
  var address: ProviderAddress
  var client: ProviderClient
  /// What tells it from others: where it is, and who asks.
  var name: String
}
