import KubeClient
import KubeCore
import KubeTestSupport
import KubeTypes
import Logging
import Testing

@testable import KubeRuntime

@Suite("A leader elector")
struct LeaderElectorTests {
  private let stage = Stage()

  /// A replica whose body waits until it is cancelled.
  private struct Replica {
    let began = Gate()
    let ended = Gate()
    let outcome = Box<Void>()
    let elector: LeaderElector
    var task: Task<Void, Never>?
  }

  private func start(_ identity: String, lasting end: Gate? = nil) -> Replica {
    var replica = Replica(
      elector: LeaderElector(
        stage.client, configuration: LeaderElectionConfiguration(namespace: "default", name: "leader", identity: identity),
        time: stage.time.source, random: .seeded(1), logger: .quiet))
    let started = replica
    replica.task = stage.thread.start {
      do {
        try await started.elector.whileLeading { leadership in
          #expect(leadership.isHeld)
          started.began.open()
          // Ends when cancelled or, with a gate of its own, only then.
          try? await Gate().wait()
          if let end { await Task(executorPreference: TaskPreference.executor) { try? await end.wait() }.value }
          started.ended.open()
        }
        started.outcome.set(.success(()))
      } catch {
        started.outcome.set(.failure(error))
      }
    }
    stage.settle()
    return replica
  }

  private func holder() throws -> String? {
    let leases = stage.client.api(Lease.self, namespace: "default")
    return try stage.perform { try await leases.get("leader").spec?.holderIdentity }
  }

  private func failure(of replica: Replica) -> LeadershipError? {
    guard case .failure(let error) = replica.outcome.value else { return nil }
    return error as? LeadershipError
  }

  @Test("runs its body while it leads, and gives the lease back when it is stopped")
  func leadsAndReleases() throws {
    let replica = start("first")
    #expect(replica.began.isOpen)
    #expect(try holder() == "first")
    replica.task?.cancel()
    stage.settle()
    #expect(replica.ended.isOpen)
    #expect(try replica.outcome.value?.get() != nil)
    #expect(try holder() == "")
  }

  @Test("goes on renewing until a stopped body has ended")
  func renewsWhileStopping() throws {
    let end = Gate()
    let replica = start("first", lasting: end)
    replica.task?.cancel()
    stage.advance(by: .seconds(60))
    #expect(!replica.ended.isOpen)
    #expect(replica.elector.status.isLeading)
    #expect(try holder() == "first")
    end.open()
    stage.settle()
    #expect(try holder() == "")
  }

  @Test("cancels its body at the renewal deadline when the server is out of reach")
  func losesWithoutServer() {
    let replica = start("first")
    stage.advance(by: .seconds(61))
    let start = stage.time.now
    stage.switchboard.cut(.failing)
    stage.advance(atMost: .seconds(30)) { replica.ended.isOpen }
    #expect(failure(of: replica)?.code == .lost)
    #expect(failure(of: replica)?.message.contains("10.0 seconds: ") == true)
    #expect((Duration.seconds(8)...Duration.seconds(10)).contains(stage.time.now - start))
  }

  @Test("loses leadership in time even when a renewal hangs")
  func losesWhileHanging() {
    let replica = start("first")
    stage.advance(by: .seconds(61))
    let start = stage.time.now
    stage.switchboard.cut(.hanging)
    stage.advance(atMost: .seconds(30)) { replica.ended.isOpen }
    #expect(failure(of: replica)?.code == .lost)
    #expect(stage.time.now - start <= .seconds(10))
  }

  @Test("survives a line that is cut for less than the renewal deadline")
  func survivesShortCut() throws {
    let replica = start("first")
    stage.switchboard.cut(.failing)
    stage.advance(by: .seconds(7))
    stage.switchboard.cut(.open)
    stage.advance(by: .seconds(60))
    #expect(!replica.ended.isOpen)
    #expect(try holder() == "first")
  }

  @Test("makes the lease anew when somebody deletes it")
  func survivesDeletion() throws {
    let replica = start("first")
    let leases = stage.client.api(Lease.self, namespace: "default")
    try stage.perform { try await leases.delete("leader") }
    stage.advance(by: .seconds(30))
    #expect(!replica.ended.isOpen)
    #expect(try holder() == "first")
  }

  @Test("steps down at once when another one holds the lease")
  func stepsDown() throws {
    let replica = start("first")
    let leases = stage.client.api(Lease.self, namespace: "default")
    try stage.perform { try await leases.patch("leader", .merge(["spec": ["holderIdentity": "thief"]])) }
    stage.advance(atMost: .seconds(30)) { replica.ended.isOpen }
    #expect(failure(of: replica)?.message == "thief holds the lease")
    #expect(try holder() == "thief")
  }

  @Test("follows one that has given the lease back within 2 seconds")
  func follows() {
    let first = start("first")
    let second = start("second")
    stage.advance(by: .seconds(60))
    #expect(!second.began.isOpen)
    first.task?.cancel()
    stage.settle()
    let start = stage.time.now
    stage.advance(atMost: .seconds(30)) { second.began.isOpen }
    #expect(stage.time.now - start <= .seconds(2))
  }

  @Test("follows one that is gone within 17 seconds")
  func followsDead() {
    let first = start("first")
    let second = start("second")
    stage.advance(by: .seconds(60))
    // Its requests reach nobody any more.
    stage.switchboard.cut(.failing)
    stage.advance(atMost: .seconds(10)) { first.ended.isOpen }
    stage.switchboard.cut(.open)
    let start = stage.time.now
    stage.advance(atMost: .seconds(30)) { second.began.isOpen }
    #expect(second.began.isOpen && stage.time.now - start <= .milliseconds(9_400))
  }

  @Test("keeps what others have written on the lease")
  func keepsForeignFields() throws {
    let leases = stage.client.api(Lease.resourceType, namespace: "default")
    try stage.perform {
      try await leases.create(
        DynamicObject([
          "metadata": [
            "name": "leader", "annotations": ["team": "ml"], "labels": ["app": "slipway"],
            "finalizers": ["example.com/audit"],
          ], "spec": [:],
        ]))
    }
    _ = start("first")
    let lease = try stage.perform { try await leases.get("leader").content }
    #expect(lease["spec"]?["holderIdentity"] == "first")
    #expect(lease["metadata"]?["annotations"]?["team"] == "ml")
    #expect(lease["metadata"]?["labels"] == ["app": "slipway"])
    #expect(lease["metadata"]?["finalizers"] == ["example.com/audit"])
  }

  @Test("lets writes out only while it leads")
  func fence() throws {
    let config = stage.client.api(
      ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps"), namespace: "default")
    let guarded = Box<KubeClient>()
    let elector = LeaderElector(
      stage.client, configuration: LeaderElectionConfiguration(namespace: "default", name: "leader", identity: "first"),
      time: stage.time.source, random: .seeded(1), logger: .quiet)
    let client = stage.client
    let task = stage.thread.start {
      try? await elector.whileLeading { leadership in
        guarded.set(.success(KubeClient(transport: FencedTransport(client.transport, fence: leadership.fence))))
        try? await Gate().wait()
      }
    }
    stage.settle()
    let writer = try #require(try guarded.value?.get()).api(config.resourceType, namespace: "default")
    try stage.perform { try await writer.create(DynamicObject(["metadata": ["name": "one"]])) }
    // The process is halted: its clocks go on, its tasks do not.
    stage.time.advance(by: .seconds(11))
    let refusal = #expect(throws: KubeError.self) {
      try stage.perform { try await writer.create(DynamicObject(["metadata": ["name": "two"]])) }
    }
    #expect(refusal?.code == .fenced)
    #expect(refusal?.message == "not sent: first leads no longer")
    #expect(try stage.perform { try await writer.list().items.map(\.name) }.contains("one"))
    task.cancel()
    stage.settle()
  }

  @Test("refuses durations that cannot work, and names them")
  func configuration() throws {
    var configuration = LeaderElectionConfiguration(namespace: "default", name: "leader", identity: "first")
    configuration.timing.leaseSeconds = 10
    let elector = LeaderElector(stage.client, configuration: configuration, time: stage.time.source)
    let error = #expect(throws: LeadershipError.self) {
      try stage.perform { try await elector.whileLeading { _ in } }
    }
    #expect(error?.code == .invalidConfiguration)
    #expect(error?.message.contains("leaseSeconds is 10") == true)
  }
}
