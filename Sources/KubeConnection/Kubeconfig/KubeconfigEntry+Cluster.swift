extension KubeconfigEntry {
  /// Reads this entry as a cluster.
  ///
  /// - Parameter serverOverride: the address that will replace the entry's own, which then need not be there.
  func clusterAccess(serverOverride: String?) throws(ConnectionError) -> ClusterAccess {
    var access = ClusterAccess(server: try server(serverOverride))
    access.serverName = try string("tls-server-name")
    access.acceptsCompression = try !bool("disable-compression")
    if let url = try string("proxy-url") {
      guard let proxy = ProxyURL(url) else {
        throw error(
          "proxy-url", "must be an address with one of the schemes \(ProxyURL.schemes.joined(separator: ", "))")
      }
      access.proxy = proxy
    }
    let authority = try material("certificate-authority")
    if try bool("insecure-skip-tls-verify") {
      guard authority == nil else {
        throw error("insecure-skip-tls-verify", "and certificate-authority exclude each other")
      }
      access.trust = .insecure
    } else if let authority {
      do throws(ConnectionError) { _ = try TLSMaterial.authority(authority) } catch {
        throw locate(error, "certificate-authority")
      }
      access.trust = .authority(authority)
    }
    return access
  }

  private func server(_ override: String?) throws(ConnectionError) -> String {
    if let override { return override }
    guard let server = try string("server") else { throw error("server", "must be an http or https address") }
    do throws(ConnectionError) {
      return try ServerAddress.normalise(server)
    } catch {
      throw self.error("server", error.message)
    }
  }
}
