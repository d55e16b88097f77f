import CurlTransport
import KubeClient
import KubeRuntime

@testable import LocalCluster

/// A front that runs, and the ways to it.
struct RunningFront: Sendable {
  let url: String
  let certificates: ClusterCertificates

  func transport(
    identity: ClusterIdentity? = nil, token: String? = nil,
    version: CurlConfiguration.HTTPVersionPolicy = .preferHTTP2
  ) -> CurlKubeTransport {
    CurlKubeTransport(url: url, certificates: certificates, identity: identity, token: token, version: version)
  }
}

/// Runs a front for the time of a test.
func withFront(
  _ transport: any KubeTransport, bodyLimit: Int = 3 << 20,
  _ body: @escaping @Sendable (RunningFront) async throws -> Void
) async throws {
  let certificates = try ClusterCertificates(now: TimeSource.live.wall())
  let front = try APIServerFront(
    transport: transport, certificates: certificates, bodyLimit: bodyLimit, logger: .quiet)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await front.run() }
    try await body(RunningFront(url: try await front.url(), certificates: certificates))
    group.cancelAll()
  }
}
