import KubeClient
import KubeCore
import KubeTestSupport
import Logging
import Synchronization
import Testing

@testable import KubeRuntime

@Suite("A shard")
struct ShardTests {
  /// One replica with a controller of its own, which writes its name into each object that it works on.
  private final class Replica: Sendable {
    let shard: Shard
    let reconciled = Mutex<[String]>([])
    private let task: Task<Void, Never>

    init(_ name: String, on stage: Stage, while gate: Gate? = nil) throws {
      let client = stage.client
      let shard = try Shard(
        client,
        configuration: ShardingConfiguration(
          namespace: "default", group: "ops", identity: name, label: "test.dev/shard-group"),
        time: stage.time.source, random: .seeded(UInt64(name.utf8.count)), logger: .quiet)
      self.shard = shard
      let reflector = Reflector(
        client.api(ConfigMap.self, namespace: "shop"), time: stage.time.source, random: .seeded(1), logger: .quiet)
      let work = Mutex<(@Sendable (ObjectKey) async -> ReconcileOutcome)?>(nil)
      let controller = Controller(
        ControllerConfiguration(name: name), sources: [.objects(of: reflector, when: .generationOrMetadata)],
        shard: shard, time: stage.time.source, random: .seeded(1), logger: .quiet
      ) { key in
        guard let work = work.withLock({ $0 }) else { return .settled }
        return await work(key)
      }
      task = stage.thread.start { await controller.run() }
      let api = client.fenced().api(ConfigMap.self, namespace: "shop")
      work.withLock { work in
        work = { [weak self] key in
          self?.reconciled.withLock { $0.append(key.name) }
          try? await gate?.wait()
          do throws(KubeError) {
            _ = try await api.patch(key.name, .merge(["data": ["by": .string(name)]]))
            return .settled
          } catch {
            return .failed(error)
          }
        }
      }
    }

    func stop() { task.cancel() }

    func takeReconciled() -> Set<String> {
      reconciled.withLock { reconciled in
        defer { reconciled = [] }
        return Set(reconciled)
      }
    }
  }

  private let stage = Stage()
  private let names = Set((0..<20).map { "model-\($0)" })

  init() throws {
    let client = stage.client
    let namespace = ResourceType(
      group: "", version: "v1", kind: "Namespace", plural: "namespaces", isNamespaced: false)
    try stage.perform { try await client.api(namespace).create(DynamicObject(["metadata": ["name": "shop"]])) }
    for name in names.sorted() {
      try stage.perform {
        try await client.api(ConfigMap.self, namespace: "shop").create(ConfigMap(name, in: "shop"))
      }
    }
  }

  private func writers() throws -> [String: String] {
    let maps = stage.client.api(ConfigMap.resourceType, namespace: "shop")
    let items = try stage.perform { try await maps.list().items }
    return Dictionary(
      items.map { ($0.name, $0.content["data"]?["by"]?.string ?? "") }, uniquingKeysWith: { first, _ in first }
    ).filter { names.contains($0.key) }
  }

  @Test("works on all keys when it is alone, and shares them with another one")
  func shares() throws {
    let first = try Replica("first", on: stage)
    stage.advance(by: .seconds(5))
    #expect(first.takeReconciled().isSuperset(of: names))
    #expect(first.shard.status == ShardStatus(members: ["first"], isSettled: true, isValid: true))
    let second = try Replica("second", on: stage)
    stage.advance(by: .seconds(8))
    let members = ["first", "second"]
    #expect(first.shard.status == ShardStatus(members: members, isSettled: true, isValid: true))
    #expect(second.shard.status == ShardStatus(members: members, isSettled: true, isValid: true))
    let expected = Dictionary(
      names.map { ($0, Rendezvous.owner(of: "shop/\($0)", among: members) ?? "") }, uniquingKeysWith: { $1 })
    #expect(try writers() == expected)
    #expect(Set(expected.values).count == 2)
  }

  @Test("leaves its keys to the others at once when it stops")
  func stops() throws {
    let first = try Replica("first", on: stage)
    let second = try Replica("second", on: stage)
    stage.advance(by: .seconds(15))
    first.stop()
    stage.advance(by: .seconds(5))
    #expect(second.shard.status == ShardStatus(members: ["second"], isSettled: true, isValid: true))
    #expect(try Set(writers().values) == ["second"])
  }

  @Test("gives no key up before what is being done with it has ended")
  func drains() throws {
    let gate = Gate()
    let first = try Replica("first", on: stage, while: gate)
    stage.advance(by: .seconds(5))
    let inFlight = first.takeReconciled()
    #expect(inFlight.count == 4)
    let second = try Replica("second", on: stage)
    stage.advance(by: .seconds(30))
    // The whole view waits, so that it stays one.
    #expect(second.takeReconciled().isEmpty)
    #expect(!second.shard.status.isSettled)
    gate.open()
    stage.advance(by: .seconds(8))
    #expect(second.shard.status.isSettled)
    #expect(Set(try writers().values) == ["first", "second"])
  }

  @Test("lets no write out after its lease has run out, until it has looked again")
  func fences() throws {
    let first = try Replica("first", on: stage)
    stage.advance(by: .seconds(5))
    let fence = first.shard.fence(for: "shop/model-1")
    let permit = try #require(fence.permit)
    #expect(permit.remaining.map { $0 > .seconds(10) && $0 <= .seconds(15) } == true)
    // The process is halted: its clocks go on, its tasks do not.
    stage.time.advance(by: .seconds(20))
    #expect(fence.permit == nil)
    stage.advance(by: .seconds(1))
    #expect(fence.permit != nil)
  }

  @Test("refuses an identity that its lease cannot carry")
  func configuration() {
    let error = #expect(throws: LeadershipError.self) {
      _ = try Shard(
        stage.client,
        configuration: ShardingConfiguration(namespace: "default", group: "ops", identity: "a,b", label: "test.dev/g"))
    }
    #expect(error?.message == "identity is \"a,b\", but must not hold a comma")
  }
}
