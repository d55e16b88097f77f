public import KubeClient

extension KubeClient {
  /// Makes a client for the cluster that a person would expect, as kubectl finds it: the kubeconfig's context, else the
  /// pod's service account.
  ///
  /// - Throws: what is wrong with the kubeconfig and the files that it refers to; `.notInCluster` when there is
  ///   neither.
  public static func connect(
    _ overrides: ConnectionOverrides = ConnectionOverrides(),
    configuration: ConnectionConfiguration = ConnectionConfiguration()
  ) throws(ConnectionError) -> KubeClient {
    let access = try ClusterAccess.resolve(overrides, environment: configuration.environment)
    return KubeClient(transport: try HTTPSTransport(access, configuration: configuration))
  }
}
