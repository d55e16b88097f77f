public import KubeClient
public import KubeRuntime

/// What every command works with: a cluster, a namespace, a place to print, a clock.
public struct CommandSession: Sendable {
  public let client: KubeClient
  public let namespace: String
  public let output: CommandOutput
  public let time: TimeSource

  public init(client: KubeClient, namespace: String, output: CommandOutput, time: TimeSource = .live) {
    (self.client, self.namespace, self.output, self.time) = (client, namespace, output, time)
  }

  var deployments: API<DeploymentView> { client.api(DeploymentView.self, namespace: namespace) }

  /// One deployment, and every change of it.
  func follow(_ name: DeploymentName) -> Watcher<DeploymentView> {
    Watcher(
      deployments, configuration: WatcherConfiguration(fieldSelector: "metadata.name=\(name.name)"), time: time)
  }
}
