/// What a server says of its build.
public struct ServerVersion: Codable, Sendable, Hashable {
  /// Such as `1`.
  public var major: String
  /// Such as `36`; some vendors add a `+`.
  public var minor: String
  /// Such as `v1.36.2`.
  public var gitVersion: String
  public var platform: String?

  /// The number in ``minor``, without what vendors add.
  public var minorNumber: Int? { Int(minor.prefix { $0.isASCII && $0.isNumber }) }
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
