public import KubeClient

extension KubeClient {
  /// This client, whose writes go out only while the task's fence permits them: that of a controller's reconcile.
  ///
  /// - Parameter namespace: the only one that writes may go to; `nil` for all.
  public func fenced(to namespace: String? = nil) -> KubeClient {
    var client = self
    client.transport = FencedTransport(client.transport)
    if let namespace { client.transport = ScopedTransport(client.transport, namespace: namespace) }
    return client
  }
}
