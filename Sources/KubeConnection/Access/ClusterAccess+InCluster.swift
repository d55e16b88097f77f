extension ClusterAccess {
  /// Where the kubelet puts a pod's service account.
  static let serviceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount"

  /// The access that a pod's service account has.
  ///
  /// The namespace is `POD_NAMESPACE`, else that of the service account.
  ///
  /// - Throws: `.notInCluster` outside of a pod, `.unreadableFile`.
  public static func inCluster(environment: [String: String]) throws(ConnectionError) -> ClusterAccess {
    try inCluster(environment: environment, folder: serviceAccountFolder)
  }

  static func inCluster(
    environment: [String: String], folder: String
  ) throws(ConnectionError) -> ClusterAccess {
    guard let host = environment["KUBERNETES_SERVICE_HOST"], let port = environment["KUBERNETES_SERVICE_PORT"],
      !host.isEmpty, !port.isEmpty, LocalFile.exists(folder + "/token")
    else {
      throw ConnectionError(
        .notInCluster, "no kubeconfig was found, and this process does not run in a pod with a service account")
    }
    var access = ClusterAccess(server: "https://" + (host.contains(":") ? "[\(host)]" : host) + ":" + port)
    access.trust = .authority(.file(folder + "/ca.crt"))
    access.authorization = .tokenFile(folder + "/token")
    access.namespace = namespace(environment: environment, folder: folder)
    return access
  }

  private static func namespace(environment: [String: String], folder: String) -> String? {
    if let name = environment["POD_NAMESPACE"], !name.isEmpty { return name }
    // Not every volume of a service account has the file, and nothing fails without it.
    guard let bytes = try? LocalFile.read(folder + "/namespace") else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}
