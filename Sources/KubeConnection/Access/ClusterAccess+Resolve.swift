public import FoundationEssentials

extension ClusterAccess {
  /// The access that a person would expect, as kubectl finds it: a kubeconfig's context, else the pod's service
  /// account, each with what the overrides say.
  ///
  /// - Throws: what is wrong with the kubeconfig; `.notInCluster` when there is neither.
  public static func resolve(
    _ overrides: ConnectionOverrides = ConnectionOverrides(),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(ConnectionError) -> ClusterAccess {
    try resolve(overrides, environment: environment, serviceAccount: serviceAccountFolder)
  }

  static func resolve(
    _ overrides: ConnectionOverrides, environment: [String: String], serviceAccount folder: String
  ) throws(ConnectionError) -> ClusterAccess {
    let kubeconfig = try Kubeconfig.load(path: overrides.kubeconfig, environment: environment)
    if let kubeconfig, !kubeconfig.isEmpty || overrides.kubeconfig != nil {
      return try kubeconfig.resolve(overrides)
    }
    for (option, name) in [
      ("context", overrides.context), ("cluster", overrides.cluster), ("user", overrides.user),
    ] {
      if let name {
        throw ConnectionError(.invalidKubeconfig, "there is no kubeconfig to look up the \(option) \"\(name)\" in")
      }
    }
    do throws(ConnectionError) {
      var access = try inCluster(environment: environment, folder: folder)
      try overrides.apply(to: &access)
      return access
    } catch {
      guard error.code == .notInCluster, let server = overrides.server else { throw error }
      var access = ClusterAccess(server: server)
      try overrides.apply(to: &access)
      return access
    }
  }
}

extension ConnectionOverrides {
  /// - Throws: `.invalidKubeconfig` for values that cannot be used.
  func apply(to access: inout ClusterAccess) throws(ConnectionError) {
    if let namespace { access.namespace = namespace }
    if let server {
      access.server = try ServerAddress.normalise(server)
      access.serverName = nil
    }
    if let serverName { access.serverName = serverName }
    if skipsVerification, certificateAuthority != nil {
      throw ConnectionError(
        .invalidKubeconfig, "a certificate authority and insecure-skip-tls-verify exclude each other")
    }
    if skipsVerification { access.trust = .insecure }
    if let certificateAuthority { access.trust = .authority(.file(certificateAuthority)) }
    if let token { access.authorization = .token(token) }
    if let impersonation { access.impersonation = impersonation }
    // As kubectl does: what the kubeconfig holds is not for a server that is reached without encryption, such as
    // the local end of `kubectl proxy`, which has credentials of its own.
    if !access.isSecure {
      access.certificate = nil
      access.authorization = .none
    }
  }
}
