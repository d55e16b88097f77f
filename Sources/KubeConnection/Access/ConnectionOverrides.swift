/// What a command line says of the connection; each value has the meaning of kubectl's option and wins over the
/// kubeconfig.
public struct ConnectionOverrides: Sendable, Hashable {
  /// `--kubeconfig`: the one file to read, instead of `KUBECONFIG` and `~/.kube/config`.
  public var kubeconfig: String?
  /// `--context`
  public var context: String?
  /// `--cluster`: the name of another cluster than the context's.
  public var cluster: String?
  /// `--user`: the name of another user than the context's.
  public var user: String?
  /// `--namespace`
  public var namespace: String?
  /// `--server`; the kubeconfig's `tls-server-name` belongs to the other address, and is dropped with it.
  public var server: String?
  /// `--tls-server-name`
  public var serverName: String?
  /// `--certificate-authority`: the path of a bundle.
  public var certificateAuthority: String?
  /// `--insecure-skip-tls-verify`
  public var skipsVerification = false
  /// `--token`
  public var token: Secret<String>?
  /// `--as`, `--as-uid`, `--as-group` and `--as-user-extra`
  public var impersonation: Impersonation?

  /// Creates overrides that change nothing.
  public init() {}

  /// Creates the overrides that most commands offer.
  public init(kubeconfig: String? = nil, context: String? = nil, namespace: String? = nil) {
    self.kubeconfig = kubeconfig
    self.context = context
    self.namespace = namespace
  }
}
