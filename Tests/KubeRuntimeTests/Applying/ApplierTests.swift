import KubeClient
import KubeCore
import KubeTestSupport
import Testing

@testable import KubeRuntime

@Suite("An applier")
struct ApplierTests {
  private let stage = Stage()
  private let owner: ConfigMap
  private let store: Store<ConfigMap>
  private let memory = AppliedMemory()
  private let echoes: EchoLedger<String>

  init() throws {
    let client = stage.client
    owner = try stage.perform { try await client.api(ConfigMap.self, namespace: "default").create(ConfigMap("owner")) }
    let reflector = Reflector(
      client.api(ConfigMap.self, namespace: "default"), time: stage.time.source, random: .seeded(1), logger: .quiet)
    store = reflector.store
    echoes = EchoLedger(time: stage.time.source)
    _ = stage.thread.start { await reflector.run() }
    stage.settle()
    _ = stage.switchboard.takeWrites()
  }

  private func applier(for owner: ConfigMap? = nil, as manager: String = "fleet") throws -> Applier<String> {
    Applier(
      stage.client, as: manager, for: "owner", try #require((owner ?? self.owner).controllerReference()),
      memory: memory, echoes: echoes)
  }

  @discardableResult
  private func apply(_ object: ConfigMap, force: Bool = false) throws -> ApplyOutcome {
    let (applier, store) = (try applier(), store)
    let outcome = try stage.perform { try await applier.apply(object, in: store, force: force) }
    stage.settle()
    return outcome
  }

  private func patch(_ name: String, _ changes: JSONValue) throws {
    let client = stage.client
    try stage.perform {
      var options = WriteOptions()
      options.fieldManager = "kubectl-edit"
      return try await client.api(ConfigMap.self, namespace: "default").patch(name, .merge(changes), options)
    }
    stage.settle()
    _ = stage.switchboard.takeWrites()
  }

  @Test("makes what is not there, and writes nothing while it stays as it is")
  func createsOnce() throws {
    #expect(try apply(ConfigMap("child", data: ["a": "1"])) == .created)
    #expect(store.get(ConfigMap("child").key)?.metadata.controller?.uid == owner.metadata.uid)
    #expect(stage.switchboard.takeWrites() == ["PATCH configmaps/child"])
    for _ in 0..<3 { #expect(try apply(ConfigMap("child", data: ["a": "1"])) == .unchanged) }
    #expect(stage.switchboard.takeWrites().isEmpty)
  }

  @Test("removes what is declared no longer, and leaves what others have added")
  func removes() throws {
    try apply(ConfigMap("child", data: ["a": "1", "b": "2"]))
    try patch("child", ["data": ["theirs": "3"]])
    #expect(try apply(ConfigMap("child", data: ["a": "1"])) == .changed)
    #expect(store.get(ConfigMap("child").key)?.data == ["a": "1", "theirs": "3"])
  }

  @Test("explains who owns a field, and takes it over only when told to")
  func conflicts() throws {
    try apply(ConfigMap("child", data: ["a": "1"]))
    try patch("child", ["data": ["a": "9"]])
    let error = #expect(throws: ApplyError.self) { try apply(ConfigMap("child", data: ["a": "1"])) }
    #expect(error?.code == .conflict)
    #expect(error?.conflicts.map(\.field) == [".data.a"])
    #expect(error?.conflicts.first?.owner.contains("kubectl-edit") == true)
    #expect("\(try #require(error))".hasPrefix("configmaps default/child: others own fields that are declared: .data.a: "))
    #expect(try apply(ConfigMap("child", data: ["a": "1"]), force: true) == .changed)
    #expect(store.get(ConfigMap("child").key)?.data == ["a": "1"])
  }

  @Test("leaves alone what belongs to somebody else")
  func ownership() throws {
    let client = stage.client
    try stage.perform { try await client.api(ConfigMap.self, namespace: "default").create(ConfigMap("child")) }
    stage.settle()
    _ = stage.switchboard.takeWrites()
    let free = #expect(throws: ApplyError.self) { try apply(ConfigMap("child", data: ["a": "1"])) }
    #expect(free?.code == .notOwned)
    #expect(free?.message == "it exists and has no controller; it is left alone")
    try apply(ConfigMap("mine"))
    var other = owner
    other.metadata.uid = "another"
    let reference = try #require(other.controllerReference())
    let later = Applier(client, as: "fleet", for: "owner", reference, memory: memory, echoes: echoes)
    let remains = #expect(throws: ApplyError.self) {
      try stage.perform { [store] in try await later.apply(ConfigMap("mine"), in: store) }
    }
    #expect(remains?.code == .predecessorRemains)
    #expect(stage.switchboard.takeWrites() == ["PATCH configmaps/mine"])
  }

  @Test("is refused when it has seen less than there is")
  func staleView() throws {
    try apply(ConfigMap("child", data: ["a": "1"]))
    let known = try #require(store.get(ConfigMap("child").key))
    let (stale, writer) = Store<ConfigMap>.make()
    writer.apply(.restarted(.first))
    writer.apply(.listed([known]))
    writer.apply(.synced(resourceVersion: known.metadata.resourceVersion ?? ""))
    try patch("child", ["data": ["theirs": "3"]])
    let applier = try applier()
    let error = #expect(throws: ApplyError.self) {
      try stage.perform { try await applier.apply(ConfigMap("child", data: ["a": "2"]), in: stale) }
    }
    #expect(error?.cause?.code == .conflict)
  }

  @Test("applies several in the order of their dependencies, and keeps back what comes after a failure")
  func order() throws {
    let client = stage.client
    try stage.perform { try await client.api(ConfigMap.self, namespace: "default").create(ConfigMap("taken")) }
    stage.settle()
    _ = stage.switchboard.takeWrites()
    func declaration(_ name: String, after names: String...) -> Declaration<String> {
      let ids = names.map { DeclarationID(type: ConfigMap.resourceType, key: ConfigMap($0).key) }
      return Declaration(ConfigMap(name, data: ["a": "1"]), in: store, after: ids)
    }
    let declarations = [
      declaration("third", after: "second"), declaration("second", after: "first"), declaration("first"),
      declaration("kept-back", after: "taken"), declaration("taken"), declaration("x", after: "y"),
      declaration("y", after: "x"),
    ]
    let applier = try applier()
    let results = try stage.perform { await applier.apply(declarations) }
    #expect(
      stage.switchboard.takeWrites() == ["PATCH configmaps/first", "PATCH configmaps/second", "PATCH configmaps/third"])
    let codes = Dictionary(
      results.map { id, result -> (String, ApplyError.Code?) in
        guard case .failure(let error) = result else { return (id.key.name, nil) }
        return (id.key.name, error.code)
      }, uniquingKeysWith: { first, _ in first })
    #expect(
      codes == [
        "first": nil, "second": nil, "third": nil, "taken": .notOwned, "kept-back": .dependencyFailed, "x": .invalid,
        "y": .invalid,
      ])
  }
}
