import KubeClient
import KubeCore
import KubeTestSupport
import Synchronization
import Testing

@testable import KubeRuntime

@Suite("A controller that works while it leads")
struct ElectedControllerTests {
  /// A replica that writes its name into each object that it works on.
  private final class Replica: Sendable {
    let elector: LeaderElector
    let store: Store<ConfigMap>
    let outcome = Box<Void>()
    private let refusals = Mutex<[KubeError]>([])
    private let task = Mutex<Task<Void, Never>?>(nil)

    init(_ name: String, on stage: Stage, while gate: Gate? = nil) {
      let time = stage.time.source
      let client = stage.client.fenced()
      elector = LeaderElector(
        stage.client, configuration: LeaderElectionConfiguration(namespace: "default", name: "ops", identity: name),
        time: time, random: .seeded(1), logger: .quiet)
      let reflector = Reflector(
        client.api(ConfigMap.self, namespace: "default"), time: time, random: .seeded(1), logger: .quiet)
      store = reflector.store
      let controller = Controller(
        ControllerConfiguration(name: name), sources: [.objects(of: reflector, when: .any)], time: time,
        random: .seeded(1), logger: .quiet
      ) { [weak self] key in
        try? await gate?.wait()
        do throws(KubeError) {
          _ = try await client.api(ConfigMap.self, namespace: "default").patch(
            key.name, .merge(["data": ["by": .string(name)]]))
          return .settled
        } catch {
          self?.refusals.withLock { $0.append(error) }
          return .failed(error)
        }
      }
      let (elector, outcome) = (elector, outcome)
      let task = stage.thread.start {
        do {
          try await controller.run(electedBy: elector)
          outcome.set(.success(()))
        } catch {
          outcome.set(.failure(error))
        }
      }
      self.task.withLock { $0 = task }
      stage.settle()
    }

    func stop() { task.withLock { $0 }?.cancel() }

    var refusalCodes: Set<KubeError.Code> { Set(refusals.withLock { $0 }.map(\.code)) }
  }

  private let stage = Stage()
  private let maps = ResourceType(group: "", version: "v1", kind: "ConfigMap", plural: "configmaps")

  init() throws {
    let api = stage.client.api(ConfigMap.self, namespace: "default")
    try stage.perform { try await api.create(ConfigMap("one", in: "default")) }
  }

  private func writer() throws -> String? {
    let api = stage.client.api(maps, namespace: "default")
    return try stage.perform { try await api.get("one").content["data"]?["by"]?.string }
  }

  @Test("has full stores while another one leads, and works as soon as that has stopped")
  func standsBy() throws {
    let first = Replica("first", on: stage)
    let second = Replica("second", on: stage)
    stage.advance(by: .seconds(30))
    #expect(try writer() == "first")
    #expect(second.store.isSynced && second.store.list().contains { $0.key.name == "one" })
    first.stop()
    let start = stage.time.now
    stage.advance(atMost: .seconds(30)) { second.elector.status.isLeading }
    #expect(stage.time.now - start <= .seconds(2))
    #expect(try writer() == "second")
    #expect(throws: Never.self) { try first.outcome.value?.get() }
    second.stop()
    stage.settle()
  }

  @Test("ends when it leads no longer, at once and with an error")
  func loses() throws {
    let replica = Replica("first", on: stage)
    let leases = stage.client.api(
      ResourceType(group: "coordination.k8s.io", version: "v1", kind: "Lease", plural: "leases"), namespace: "default")
    try stage.perform { try await leases.patch("ops", .merge(["spec": ["holderIdentity": "thief"]])) }
    stage.advance(atMost: .seconds(5)) { replica.outcome.value != nil }
    #expect(throws: LeadershipError.self) { try replica.outcome.value?.get() }
    #expect(stage.time.deadlines.isEmpty, "nothing of it waits for anything")
  }

  @Test("finds the write refused that it was about to make when it was halted")
  func isFenced() throws {
    let gate = Gate()
    let first = Replica("first", on: stage, while: gate)
    // The process is halted: its clocks go on, its tasks do not.
    stage.time.advance(by: .seconds(20))
    gate.open()
    stage.settle()
    #expect(first.refusalCodes == [.fenced])
    #expect(try writer() == nil)
  }

  @Test("can be stopped while it stands by")
  func stopsStandingBy() throws {
    let first = Replica("first", on: stage)
    let second = Replica("second", on: stage)
    second.stop()
    stage.settle()
    #expect(throws: Never.self) { try second.outcome.value?.get() }
    #expect(second.outcome.value != nil)
    first.stop()
    stage.settle()
    #expect(stage.time.deadlines.isEmpty)
  }

  @Test("does not begin with durations that cannot work")
  func configuration() throws {
    var configuration = LeaderElectionConfiguration(namespace: "default", name: "ops", identity: "first")
    configuration.timing.renewDeadline = .seconds(20)
    let elector = LeaderElector(stage.client, configuration: configuration, time: stage.time.source, logger: .quiet)
    let controller = Controller<ObjectKey>(
      ControllerConfiguration(name: "first"), sources: [], time: stage.time.source, logger: .quiet
    ) { _ in .settled }
    let error = #expect(throws: LeadershipError.self) {
      try stage.perform { try await controller.run(electedBy: elector) }
    }
    #expect(error?.code == .invalidConfiguration)
  }
}
