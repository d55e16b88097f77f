import KubeClient

/// Connections that are made with one set of certificates, and given up for another.
protocol RetirableTransport: KubeTransport, AnyObject {
  /// Takes no new exchanges. Calls that are under way end in their own time, watches within `grace`; then the
  /// connections close.
  func retire(within grace: Duration)

  /// Ends all exchanges and closes the connections.
  func shutdown() async
}
