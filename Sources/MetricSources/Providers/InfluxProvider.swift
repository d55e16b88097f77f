/// InfluxDB 2: a Flux query, the last `_value` of the annotated CSV that it answers.
public struct InfluxProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient
  private let organisation: String

  public init(url: String, organisation: String, token: String, client: ProviderClient) {
    address = ProviderAddress(url: url, headers: ["Authorization": "Token \(token)"])
    (self.client, self.organisation) = (client, organisation)
  }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let answer = try await client.ask(
      address, method: "POST", path: "/api/v2/query?" + FormText.form([("org", organisation)]),
      headers: ["Content-Type": "application/vnd.flux", "Accept": "application/csv"], body: Array(query.utf8))
    return try Self.value(from: answer)
  }

  static func value(from body: [UInt8]) throws(ProviderFailure) -> Double {
    let lines = String(decoding: body, as: UTF8.self).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
    guard let header = lines.first else { throw ProviderFailure(.noData, "the query gives nothing") }
    guard let column = header.split(separator: ",", omittingEmptySubsequences: false).firstIndex(of: "_value") else {
      throw ProviderFailure(.unreadable, "the answer has no column _value")
    }
    // A column before the value that holds a quoted comma would shift it; tables of one number have none.
    let cells = lines.last?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    guard lines.count > 1, cells.indices.contains(column), let value = Double(cells[column]), value.isFinite else {
      throw ProviderFailure(.noData, "the query gives no number")
    }
    return value
  }
}
