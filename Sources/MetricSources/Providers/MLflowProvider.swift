import KubeCore

/// A metric of an MLflow run: the query is the metric's name.
public struct MLflowProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let run: String

  public init(_ address: ProviderAddress, run: String, client: ProviderClient) {
    (self.address, self.run, self.client) = (address, run, client)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let path = "/api/2.0/mlflow/runs/get?" + FormText.form([("run_id", run)])
    return try Self.value(of: query, in: await client.ask(address, path: path))
  }

  static func value(of metric: String, in body: [UInt8]) throws(ProviderFailure) -> Double {
    let metrics = try JSONAnswer.parse(body)[["run", "data", "metrics"]]?.elements ?? []
    guard let found = metrics.first(where: { $0["key"]?.string == metric }) else {
      throw ProviderFailure(.noData, "the run has no metric '\(metric)'")
    }
    guard let value = JSONAnswer.number(found["value"]) else {
      throw ProviderFailure(.unreadable, "the metric '\(metric)' is no number")
    }
    return value
  }
}
