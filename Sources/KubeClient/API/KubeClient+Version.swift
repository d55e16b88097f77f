extension KubeClient {
  /// Asks the server for its version, such as `v1.33.1`: the cheapest proof that it is there and trusts the client.
  public func serverVersion() async throws(KubeError) -> String {
    struct Version: Decodable { var gitVersion: String }
    return try await perform(
      KubeRequest(method: .get, path: "/version", timeout: .seconds(10)), decoding: Version.self
    ).gitVersion
  }
}
