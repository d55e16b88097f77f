import CurlTransport

/// Answers probes: one HTTP request or one connection each.
struct Prober: Sendable {
  private let client: CurlClient

  init() {
    var configuration = CurlConfiguration()
    configuration.httpVersion = .http1Only
    configuration.proxy = .none
    // Probes check the server, not its certificate: so do kubelets.
    configuration.trust = .insecure
    configuration.userAgent = "kube-probe/slipway"
    client = CurlClient(configuration: configuration)
  }

  /// Whether the target answers: a status from 200 to 399 over HTTP, an open port over TCP.
  func check(_ target: ProbeTarget) async -> Bool {
    switch target {
    case .tcp(let host, let port):
      return SocketAddress(host: host, port: port).isListening
    case .http(let url, let timeout):
      let request = CurlRequest(url: url, headers: ["Connection": "close"], timeout: timeout)
      guard let response = try? await client.send(request) else { return false }
      _ = try? await response.body.collect(upTo: 64 << 10)
      return (200..<400).contains(response.status)
    }
  }

  func shutDown() async { await client.shutdown() }
}
