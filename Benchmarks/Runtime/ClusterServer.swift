import Foundation
import KubeCore
import KubeRuntime
import KubeSimulator
import LocalCluster
import Logging
import ServiceLifecycle

/// The simulated cluster in a process of its own behind HTTPS, so that neither its memory nor its CPU time is the
/// operator's.
final class ClusterServer {
  let kubeconfig: String
  private let process = Process()
  private let folder: URL

  /// Starts this program again, and waits until it serves.
  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "runtime-benchmarks-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    kubeconfig = folder.appending(path: "kubeconfig").path
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["--serve", folder.path]
    try process.run()
    while !FileManager.default.fileExists(atPath: kubeconfig) {
      guard process.isRunning else { throw BenchmarkFailure("the cluster has ended") }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  // Not waited for: that runs a loop of the thread it is called on, which a task's thread may never leave.
  deinit {
    process.terminate()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Lets users change a thousand ModelDeployments at the same instant.
  func burst() throws { try Data().write(to: URL(filePath: folder.path + "/burst")) }

  static func serve(_ count: Int, folder: String) async throws {
    let time = TimeSource.live
    guard let cluster = Fleet.make(count, at: time.wall()) else {
      throw BenchmarkFailure("the first ModelDeployment does not serve")
    }
    let certificates = try ClusterCertificates(now: time.wall())
    let transport = SimulatorTransport(
      cluster: cluster, now: { time.wall() }, sleepUntil: { try await time.sleep(for: $0 - time.wall()) })
    let front = try APIServerFront(transport: transport, certificates: certificates, logger: .silent)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await front.run() }
      group.addTask {
        while !FileManager.default.fileExists(atPath: folder + "/burst") { try await Task.sleep(for: .milliseconds(5)) }
        transport.withCluster { cluster in
          for number in 0..<1000 { cluster.scale(Fleet.path(number), to: 4, at: time.wall()) }
        }
      }
      let identity = try certificates.makeClientIdentity(commonName: "operator", organisation: "system:masters")
      _ = try KubeconfigWriter(
        server: try await front.url(), authorityPEM: certificates.authorityPEM, identity: identity
      )
      .write(toFolder: folder, name: "kubeconfig")
      try await group.waitForAll()
    }
  }
}
