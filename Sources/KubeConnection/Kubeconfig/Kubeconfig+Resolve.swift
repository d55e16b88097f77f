import FoundationEssentials
import KubeCore

extension Kubeconfig {
  /// What a context says: where its cluster is and who speaks to it.
  ///
  /// - Parameter context: the context's name; the current one when absent.
  /// - Throws: `.invalidKubeconfig` naming the entry that is missing or wrong, `.unreadableFile`, `.unsupported`.
  public func resolve(context name: String? = nil) throws(ConnectionError) -> ClusterAccess {
    guard let name = name ?? currentContext else {
      throw ConnectionError(.invalidKubeconfig, "the kubeconfig has no current-context; contexts: \(list(contexts))")
    }
    let context = try find(name, in: contexts, "context")
    let cluster = try find(context.content["cluster"]?.string ?? "", in: clusters, "cluster")
    guard let server = cluster.content["server"]?.string, server.hasPrefix("https://") || server.hasPrefix("http://")
    else {
      throw ConnectionError(
        .invalidKubeconfig, "server of the cluster of context \"\(name)\" must be an http or https address")
    }
    var access = ClusterAccess(server: server)
    access.namespace = context.content["namespace"]?.string
    access.serverName = cluster.content["tls-server-name"]?.string
    access.proxy = cluster.content["proxy-url"]?.string
    access.skipsVerification = cluster.content["insecure-skip-tls-verify"]?.bool ?? false
    access.certificateAuthority = try bytes("certificate-authority", of: cluster)
    if let user = context.content["user"]?.string, !user.isEmpty {
      try identify(&access, as: try find(user, in: users, "user"))
    }
    return access
  }

  private func identify(_ access: inout ClusterAccess, as user: Entry) throws(ConnectionError) {
    for unsupported in ["exec", "auth-provider", "username"] where user.content[unsupported] != nil {
      throw ConnectionError(.unsupported, "\"\(unsupported)\" of a kubeconfig's user is not supported")
    }
    access.clientCertificate = try bytes("client-certificate", of: user)
    access.clientKey = try bytes("client-key", of: user)
    guard (access.clientCertificate == nil) == (access.clientKey == nil) else {
      throw ConnectionError(.invalidKubeconfig, "client-certificate and client-key must be given together")
    }
    if let path = user.content["tokenFile"]?.string {
      access.token = .file(LocalFile.resolve(path, in: user.folder))
    } else if let token = user.content["token"]?.string, !token.isEmpty {
      access.token = .fixed(token)
    }
  }

  /// The content of a field that may be given inline (`NAME-data`, Base64) or as a file (`NAME`); inline wins.
  private func bytes(_ field: String, of entry: Entry) throws(ConnectionError) -> [UInt8]? {
    if let text = entry.content[field + "-data"]?.string, !text.isEmpty {
      guard let data = Data(base64Encoded: text) else {
        throw ConnectionError(.invalidKubeconfig, "\(field)-data must be Base64")
      }
      return Array(data)
    }
    guard let path = entry.content[field]?.string, !path.isEmpty else { return nil }
    return try LocalFile.read(LocalFile.resolve(path, in: entry.folder))
  }

  private func find(_ name: String, in entries: [String: Entry], _ kind: String) throws(ConnectionError) -> Entry {
    guard let entry = entries[name] else {
      throw ConnectionError(
        .invalidKubeconfig, "the kubeconfig has no \(kind) \"\(name)\"; it has: \(list(entries))")
    }
    return entry
  }

  private func list(_ entries: [String: Entry]) -> String {
    entries.isEmpty ? "none" : entries.keys.sorted().joined(separator: ", ")
  }
}
