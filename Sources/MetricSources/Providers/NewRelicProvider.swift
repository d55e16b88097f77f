import KubeCore

/// New Relic: a NRQL query over NerdGraph, the one number of its one row.
public struct NewRelicProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let account: Int64

  /// - Parameter endpoint: `https://api.newrelic.com`, or that of the European region.
  public init(account: Int64, apiKey: String, client: ProviderClient, endpoint: String = "https://api.newrelic.com") {
    address = ProviderAddress(url: endpoint, headers: ["API-Key": apiKey])
    (self.client, self.account) = (client, account)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let body: JSONValue = [
      "query":
        "query($account: Int!, $nrql: Nrql!) { actor { account(id: $account) { nrql(query: $nrql) { results } } } }",
      "variables": ["account": .integer(account), "nrql": .string(query)],
    ]
    let answer = try await client.ask(
      address, method: "POST", path: "/graphql", headers: ["Content-Type": "application/json"],
      body: Array(body.description.utf8))
    return try Self.value(from: answer)
  }

  static func value(from body: [UInt8]) throws(ProviderFailure) -> Double {
    let root = try JSONAnswer.parse(body)
    if let error = root["errors"]?[0]?["message"]?.string { throw ProviderFailure(.refused, error) }
    let rows = root[["data", "actor", "account", "nrql", "results"]]?.elements ?? []
    guard rows.count <= 1 else { throw ProviderFailure(.refused, "the query gives \(rows.count) rows, one is needed") }
    let numbers = rows.first?.object?.compactMap { JSONAnswer.number($0.1) } ?? []
    guard numbers.count == 1, let value = numbers.first else {
      throw ProviderFailure(
        numbers.isEmpty ? .noData : .refused, "the query gives \(numbers.count) numbers, one is needed")
    }
    return value
  }
}
