import KubeCore

/// Any server that answers with JSON: the query is the path to the number, such as `result.items[0].score`.
public struct WebProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient

  public init(_ address: ProviderAddress, client: ProviderClient) { (self.address, self.client) = (address, client) }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    try Self.value(at: query, in: await client.ask(address, path: "", headers: ["Accept": "application/json"]))
  }

  static func value(at path: String, in body: [UInt8]) throws(ProviderFailure) -> Double {
    var node: JSONValue? = try JSONAnswer.parse(body)
    for step in try steps(of: path) {
      node = Int(step).flatMap { node?[$0] } ?? node?[step]
      guard node != nil else { throw ProviderFailure(.noData, "the answer has nothing at '\(step)' of '\(path)'") }
    }
    guard let value = JSONAnswer.number(node) else { throw ProviderFailure(.unreadable, "'\(path)' is no number") }
    return value
  }

  /// The names and positions of a path.
  static func steps(of path: String) throws(ProviderFailure) -> [String] {
    let trimmed = path.hasPrefix("$") ? path.dropFirst() : path[...]
    let parts = trimmed.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
    guard !parts.isEmpty, trimmed.count(where: { $0 == "[" }) == trimmed.count(where: { $0 == "]" }) else {
      throw ProviderFailure(.refused, "'\(path)' is no path such as result.items[0].score")
    }
    return parts
  }
}
