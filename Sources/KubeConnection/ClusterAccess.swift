/// Where an API server is and who speaks to it.
public struct ClusterAccess: Sendable {
  /// A bearer token.
  public enum Token: Sendable, Hashable {
    case fixed(String)
    /// Read anew from time to time: the kubelet rotates it.
    case file(String)
  }

  /// The base address, such as `https://127.0.0.1:6443`; it may carry a path.
  public var server: String
  public var namespace: String?
  /// PEM; the system's authorities when absent.
  public var certificateAuthority: [UInt8]?
  public var clientCertificate: [UInt8]?
  public var clientKey: [UInt8]?
  public var token: Token?
  /// The name that the server's certificate must carry, when it is not the host of `server`.
  public var serverName: String?
  public var proxy: String?
  public var skipsVerification = false

  public init(server: String) { self.server = server }

  /// The access that a pod's service account has.
  ///
  /// - Throws: `.notInCluster` outside of a pod, `.unreadableFile`.
  public static func inCluster(environment: [String: String]) throws(ConnectionError) -> ClusterAccess {
    let folder = "/var/run/secrets/kubernetes.io/serviceaccount"
    guard let host = environment["KUBERNETES_SERVICE_HOST"], let port = environment["KUBERNETES_SERVICE_PORT"],
      LocalFile.exists(folder + "/token")
    else {
      throw ConnectionError(
        .notInCluster, "no kubeconfig was found, and this process does not run in a pod with a service account")
    }
    var access = ClusterAccess(server: "https://" + (host.contains(":") ? "[\(host)]" : host) + ":" + port)
    access.certificateAuthority = try LocalFile.read(folder + "/ca.crt")
    access.token = .file(folder + "/token")
    access.namespace = String(decoding: try LocalFile.read(folder + "/namespace"), as: UTF8.self)
    return access
  }

  /// The access that is configured: a kubeconfig's context, or the pod's service account.
  public static func resolve(
    kubeconfig path: String?, context: String?, environment: [String: String]
  ) throws(ConnectionError) -> ClusterAccess {
    guard let kubeconfig = try Kubeconfig.load(path: path, environment: environment) else {
      return try inCluster(environment: environment)
    }
    return try kubeconfig.resolve(context: context)
  }
}
