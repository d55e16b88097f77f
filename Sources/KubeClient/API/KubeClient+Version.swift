/// What a server says of its build.
public struct ServerVersion: Decodable, Sendable, Hashable {
  /// Such as `v1.36.2`; vendors add their own after it.
  public var gitVersion: String
  /// Such as `linux/amd64`.
  public var platform: String?

  /// The first two numbers of the version, such as 1 and 36; `nil` for a version that has none.
  public var release: (major: Int, minor: Int)? {
    let numbers = gitVersion.drop { !$0.isNumber }.split(separator: ".", maxSplits: 2).map { Int($0) }
    guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { return nil }
    return (major, minor)
  }
}

extension KubeClient {
  /// What a server can be asked about its health.
  public enum Health: String, Sendable, Hashable {
    /// It runs; if not, it should be started anew.
    case live = "/livez"
    /// It can serve requests.
    case ready = "/readyz"
  }

  /// Asks the server for its version.
  public func version() async throws(KubeError) -> ServerVersion {
    try await perform(KubeRequest(method: .get, path: "/version", timeout: .seconds(10)), decoding: ServerVersion.self)
  }

  /// Asks the server for its version, such as `v1.33.1`: the cheapest proof that it is there and trusts the client.
  public func serverVersion() async throws(KubeError) -> String { try await version().gitVersion }

  /// Asks whether the server is well.
  ///
  /// - Throws: `.serverFailure` with the checks that fail, when it is not.
  public func check(_ health: Health) async throws(KubeError) {
    _ = try await perform(KubeRequest(method: .get, path: health.rawValue, timeout: .seconds(10)))
  }
}
