import CurlTransport
import FoundationEssentials
import KubeCore
import LocalCluster
import Logging
import ServiceLifecycle
import Testing

@testable import Observability

@Suite struct ServingCertificateTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "certificate-\(UInt64.random(in: 0 ... .max))")

  private func write(_ identity: ClusterIdentity) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(identity.certificatePEM.utf8).write(to: folder.appending(path: "tls.crt"))
    try Data(identity.privateKeyPEM.utf8).write(to: folder.appending(path: "tls.key"))
  }

  /// What is answered to somebody who trusts one authority alone; `nil` when they do not trust the server.
  private func status(_ url: String, trusting authority: ClusterCertificates) async -> Int? {
    var configuration = CurlConfiguration()
    configuration.trust = .certificates(pem: Array(authority.authorityPEM.utf8))
    let client = CurlClient(configuration: configuration)
    let status = try? await client.send(CurlRequest(url: url)).status
    await client.shutdown()
    return status
  }

  @Test("shows what lies in the folder, also when it is renewed")
  func renewal() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    let (before, after) = (try ClusterCertificates(now: now), try ClusterCertificates(now: now))
    try write(try before.makeServerIdentity())
    let (ports, continuation) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    var server = ObservabilityServer(
      host: "127.0.0.1", port: 0, registry: MetricsRegistry(), health: HealthState(), logger: logger,
      onListening: { continuation.yield($0) })
    server.certificate = try ServingCertificate(folder: folder.path)
    server.pages = .metrics
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let address = "127.0.0.1:\(try #require(await ports.first { _ in true }))"
      #expect(await status("https://\(address)/metrics", trusting: before) == 200)
      #expect(await status("https://\(address)/metrics", trusting: after) == nil)
      #expect(await status("https://\(address)/healthz", trusting: before) == 404)
      #expect(await status("http://\(address)/metrics", trusting: before) == nil)
      try write(try after.makeServerIdentity())
      #expect(await status("https://\(address)/metrics", trusting: after) == 200)
      #expect(await status("https://\(address)/metrics", trusting: before) == nil)
      // What cannot be read is not shown: the certificate from the start is.
      try Data("half".utf8).write(to: folder.appending(path: "tls.crt"))
      #expect(await status("https://\(address)/metrics", trusting: before) == 200)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test("a folder without a certificate is refused at once, by its name")
  func missing() {
    let error = #expect(throws: ObservabilityError.self) { try ServingCertificate(folder: folder.path) }
    #expect(error?.code == .invalidCertificate && error?.subject == folder.path)
  }
}
