import KubeCore

/// Any server that answers with JSON.
///
/// The query is the path to the number, such as `result.items[0].score`. Before it, and a space, may stand what is asked for
/// below the address: `/models/fraud?stage=canary result.score`.
public struct WebProvider: ValueProvider {
  private let address: ProviderAddress
  private let client: ProviderClient

  public init(_ address: ProviderAddress, client: ProviderClient) { (self.address, self.client) = (address, client) }

  public func value(_ query: String) async throws(ProviderFailure) -> Double {
    let (target, path) = try Self.parts(of: query)
    return try Self.value(
      at: path, in: await client.ask(address, path: target, headers: ["Accept": "application/json"]))
  }

  /// What is asked for below the address, and where in the answer the number is.
  ///
  /// The first begins with `/` or `?`, so that nothing can be said of the host.
  static func parts(of query: String) throws(ProviderFailure) -> (target: String, path: String) {
    guard query.hasPrefix("/") || query.hasPrefix("?") else { return ("", query) }
    let parts = query.split(separator: " ", maxSplits: 1)
    let isTarget = parts[0].utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }
    guard parts.count == 2, isTarget else {
      throw ProviderFailure(.refused, "'\(query)' is no query such as '/models/fraud?stage=canary result.score'")
    }
    return (String(parts[0]), String(parts[1]))
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
