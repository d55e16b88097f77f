import KubeCore

/// Amazon CloudWatch: a metric-math or Metrics Insights expression, its latest value.
public struct CloudWatchProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let period: Int
  private let wall: @Sendable () -> Double

  /// - Parameters:
  ///   - url: the region's address, such as `https://monitoring.eu-central-1.amazonaws.com`.
  ///   - client: signs for the service `monitoring`.
  ///   - period: the length of a value in seconds, a multiple of 60; 60 by default.
  public init(
    url: String, client: ProviderClient, period: Int = 60, wall: @escaping @Sendable () -> Double
  ) {
    address = ProviderAddress(url: url)
    (self.client, self.period, self.wall) = (client, max(period, 60), wall)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let now = wall().rounded(.down)
    let body: JSONValue = [
      "StartTime": .double(now - Double(5 * period)), "EndTime": .double(now), "ScanBy": "TimestampDescending",
      "MetricDataQueries": [["Id": "q", "Expression": .string(query), "Period": .integer(Int64(period))]],
    ]
    let answer = try await client.ask(
      address, method: "POST", path: "/",
      headers: [
        "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": "GraniteServiceVersion20100801.GetMetricData",
      ], body: Array(body.description.utf8))
    return try Self.value(from: answer)
  }

  static func value(from body: [UInt8]) throws(ProviderFailure) -> Double {
    let results = try JSONAnswer.parse(body)["MetricDataResults"]?.elements ?? []
    guard results.count <= 1 else {
      throw ProviderFailure(.refused, "the expression gives \(results.count) series, one is needed")
    }
    guard let value = results.first?["Values"]?.elements.first.flatMap(JSONAnswer.number) else {
      throw ProviderFailure(.noData, "the expression gives nothing")
    }
    return value
  }
}
