import FoundationEssentials
import KubeClient
import KubeCore
import KubeSimulator
import KubeTypes
import Testing

@testable import LocalCluster

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A kubelet that runs real processes, against a simulated API server.
@Suite(.timeLimit(.minutes(1))) struct KubeletTests {
  @Test func aPodRunsUntilItIsDeleted() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: ["sleep:1": ["/bin/sleep"]]) { cluster in
      let pods = cluster.client.api(Pod.self, namespace: "default")
      _ = try await pods.create(.running("napper", image: "sleep:1", args: ["1000"]))
      try await cluster.waitForPods { $0.contains { $0.metadata.name == "napper" && $0.isReady } }
      let pod = try await pods.get("napper")
      #expect(pod.spec?.nodeName == "slipway-local")
      #expect(pod.status?.phase == "Running")
      #expect(pod.status?.hostIP == "127.0.0.1")
      #expect(pod.status?.podIP?.hasPrefix("127.") == true)
      #expect(pod.status?.containerStatuses?.first?.state?.running?.startedAt != nil)
      try await pods.delete("napper", DeleteOptions(gracePeriodSeconds: 5))
      try await cluster.waitForPods { $0.isEmpty }
    }
  }

  @Test func theNodeIsRegistered() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: ["sleep:1": ["/bin/sleep"]]) { cluster in
      _ = try await cluster.client.api(Pod.self, namespace: "default").create(
        .running("napper", image: "sleep:1", args: ["1000"]))
      try await cluster.waitForPods { $0.contains(where: \.isReady) }
      let nodes = cluster.client.api(Node.self)
      try await waitUntil {
        let conditions = try await nodes.find("slipway-local")?.status?.conditions ?? []
        return conditions.contains { $0.type == "Ready" && $0.status == "True" }
      }
      let node = try await nodes.get("slipway-local")
      #expect(node.status?.capacity == ["pods": "110"])
    }
  }

  @Test func theEnvironmentAndTheFolderAreThePodsOwn() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: ["shell": ["/bin/sh", "-c"]]) { cluster in
      var pod = Pod.running("printer", image: "shell", args: ["echo $(WHO) $IP $0; pwd; env", "$(WHO)"])
      pod.metadata.labels = ["team": "red"]
      pod.spec?.restartPolicy = "Never"
      pod.spec?.containers[0].env = [
        EnvVar(name: "WHO", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "metadata.labels['team']"))),
        EnvVar(name: "IP", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "status.podIP"))),
      ]
      let created = try await cluster.client.api(Pod.self, namespace: "default").create(pod)
      try await cluster.waitForPods { $0.contains { $0.status?.phase == "Succeeded" } }
      let done = try await cluster.client.api(Pod.self, namespace: "default").get("printer")
      let folder = "\(cluster.folder)/default_printer_\(created.metadata.uid ?? "")"
      let log = FileManager.default.contents(atPath: "\(folder)/main.log").map { String(decoding: $0, as: UTF8.self) }
      let lines = (log ?? "").split(separator: "\n")
      #expect(lines.first.map(String.init) == "red \(done.status?.podIP ?? "none") red")
      #expect(lines.dropFirst().first.map(String.init) == folder)
      #expect(lines.contains("HOSTNAME=printer"))
      #expect(done.status?.containerStatuses?.first?.state?.terminated?.exitCode == 0)
    }
  }

  @Test func aContainerThatEndsIsStartedAgain() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: ["shell": ["/bin/sh", "-c"]]) {
      $0.restartDelay = .milliseconds(20)
    } _: { cluster in
      _ = try await cluster.client.api(Pod.self, namespace: "default").create(
        .running("crasher", image: "shell", args: ["exit 3"]))
      try await cluster.waitForPods { pods in
        let status = pods.first?.status?.containerStatuses?.first
        return status.map { $0.restartCount >= 3 && $0.state?.waiting?.reason == "CrashLoopBackOff" } ?? false
      }
      let pod = try await cluster.client.api(Pod.self, namespace: "default").get("crasher")
      #expect(pod.status?.containerStatuses?.first?.lastState?.terminated?.exitCode == 3)
      #expect(!pod.isReady)
    }
  }

  @Test func noProcessOutlivesTheKubelet() async throws {
    let server = SimulatedAPIServer.make()
    let pids = try await withLocalCluster(server, images: ["shell": ["/bin/sh", "-c"]]) { cluster in
      for name in ["one", "two", "three"] {
        _ = try await cluster.client.api(Pod.self, namespace: "default").create(
          .running(name, image: "shell", args: ["echo $$$$ > pid; sleep 1000 & echo $! >> pid; mv pid pids; wait"]))
      }
      let folders = FileManager.default
      var pids: [Int32] = []
      try await waitUntil {
        let names = (try? folders.contentsOfDirectory(atPath: cluster.folder)) ?? []
        pids = names.flatMap { name in
          let bytes = folders.contents(atPath: "\(cluster.folder)/\(name)/pids") ?? Data()
          return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { Int32($0) }
        }
        return pids.count == 6
      }
      return pids
    }
    // The kernel takes a moment to end what has been killed.
    for pid in pids { try await waitUntil { kill(pid, 0) == -1 || isZombie(pid) } }
  }

  /// A grandchild is reaped by whoever has adopted it.
  private func isZombie(_ pid: Int32) -> Bool {
    guard let stat = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return true }
    return String(decoding: stat, as: UTF8.self).split(separator: ") ").last?.first == "Z"
  }

  @Test func podsWithUnknownImagesAreLeftAlone() async throws {
    let server = SimulatedAPIServer.make()
    // Without a scheduler, as on a bare control plane.
    server.withCluster { $0.runsControllers = false }
    try await withLocalCluster(server, images: ["sleep:1": ["/bin/sleep"]]) { cluster in
      let pods = cluster.client.api(Pod.self, namespace: "default")
      _ = try await pods.create(.running("stranger", image: "nginx", args: []))
      _ = try await pods.create(.running("napper", image: "sleep:1", args: ["1000"]))
      try await cluster.waitForPods { $0.contains { $0.metadata.name == "napper" && $0.isReady } }
      let stranger = try await pods.get("stranger")
      #expect(stranger.spec?.nodeName == nil)
    }
  }
}
