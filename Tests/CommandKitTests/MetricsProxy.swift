import KubeClient

/// The way into a cluster whose API server fetches pods' metrics: each pod shows the same page.
struct MetricsProxy: KubeTransport {
  private static let page = """
    model_requests_total{code="200"} 1234
    model_requests_total{code="500"} 12
    model_request_duration_seconds_bucket{le="0.1"} 1200
    model_request_duration_seconds_bucket{le="+Inf"} 1246
    model_request_duration_seconds_sum 57.5
    model_request_duration_seconds_count 1246

    """

  private let cluster: any KubeTransport

  init(_ cluster: any KubeTransport) { self.cluster = cluster }

  func send(_ request: KubeRequest) async throws(KubeError) -> KubeResponse {
    guard request.path.contains("/proxy/") else { return try await cluster.send(request) }
    return KubeResponse(status: 200, headers: [], body: KubeBody(Array(Self.page.utf8)))
  }
}
