import FoundationEssentials

/// Writes the file with which `kubectl` and Kubernetes client libraries find a cluster.
public struct KubeconfigWriter: Sendable {
  /// Such as `https://127.0.0.1:6443`.
  public var server: String
  /// The certificate that the server's is checked against, in PEM.
  public var authorityPEM: String
  /// Who the client is.
  public var identity: ClusterIdentity
  /// The name of the context, cluster and user; default `slipway-demo`.
  public var context = "slipway-demo"

  public init(server: String, authorityPEM: String, identity: ClusterIdentity) {
    self.server = server
    self.authorityPEM = authorityPEM
    self.identity = identity
  }

  /// The file's text: everything inline, so that it can be moved.
  public var text: String {
    """
    apiVersion: v1
    kind: Config
    current-context: "\(context)"
    clusters:
    - name: "\(context)"
      cluster:
        server: "\(server)"
        certificate-authority-data: \(Self.base64(authorityPEM))
    contexts:
    - name: "\(context)"
      context:
        cluster: "\(context)"
        namespace: default
        user: "\(context)"
    users:
    - name: "\(context)"
      user:
        client-certificate-data: \(Self.base64(identity.certificatePEM))
        client-key-data: \(Self.base64(identity.privateKeyPEM))

    """
  }

  /// Writes the file so that only its owner can read it (mode 0600); a file that is there is replaced at once.
  ///
  /// - Returns: the file's path.
  /// - Throws: `.fileNotWritten`.
  public func write(toFolder folder: String, name: String = "kubeconfig") throws(LocalClusterError) -> String {
    let path = "\(folder)/\(name)"
    try PrivateFile.write(Array(text.utf8), to: path)
    return path
  }

  private static func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
}
