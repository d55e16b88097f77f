import KubeClient
import KubeCore
import Testing

@testable import KubeRuntime

@Suite("A finalizer")
struct FinalizerTests {
  private static let name = "test.dev/cleanup"

  private let stage = Stage()
  private let finalizer: Finalizer<ConfigMap>
  private let maps: API<ConfigMap>

  init() throws {
    let client = stage.client
    finalizer = Finalizer(Self.name, client: client)
    maps = client.api(ConfigMap.self, namespace: "default")
  }

  private func make(_ name: String, finalizers: [String]? = nil) throws -> ConfigMap {
    var map = ConfigMap(name)
    map.metadata.finalizers = finalizers
    let (maps, object) = (maps, map)
    return try stage.perform { try await maps.create(object) }
  }

  private func find(_ name: String) throws -> ConfigMap? {
    let maps = maps
    return try stage.perform { try await maps.find(name) }
  }

  @Test("is added before, and removed after, what it stands for")
  func life() throws {
    let (finalizer, maps) = (finalizer, maps)
    let map = try make("one", finalizers: ["other.dev/mine"])
    #expect(finalizer.step(for: map) == .add)
    let held = try stage.perform { try await finalizer.add(to: map) }
    #expect(held.metadata.finalizers == ["other.dev/mine", Self.name])
    #expect(finalizer.step(for: held) == .proceed)
    try stage.perform { try await maps.delete("one") }
    let dying = try #require(try find("one"))
    #expect(finalizer.step(for: dying) == .cleanUp)
    try stage.perform { try await finalizer.remove(from: dying) }
    let left = try #require(try find("one"))
    #expect(left.metadata.finalizers == ["other.dev/mine"])
    #expect(finalizer.step(for: left) == .leave)
  }

  @Test("lets the object go with the last one")
  func last() throws {
    let (finalizer, maps) = (finalizer, maps)
    let map = try make("one", finalizers: [Self.name])
    try stage.perform { try await maps.delete("one") }
    let dying = try #require(try find("one"))
    try stage.perform { try await finalizer.remove(from: dying) }
    #expect(try find("one") == nil)
    // Once more, as after a crash: it has gone, and that is well.
    try stage.perform { try await finalizer.remove(from: map) }
  }

  @Test("takes no other finalizer away when the list has changed")
  func changedList() throws {
    let (finalizer, maps) = (finalizer, maps)
    let map = try make("one", finalizers: ["a.dev/a", Self.name])
    try stage.perform { try await maps.patch("one", .merge(["metadata": ["finalizers": ["b.dev/b", "c.dev/c"]]])) }
    let error = #expect(throws: KubeError.self) { try stage.perform { try await finalizer.remove(from: map) } }
    #expect(error?.code == .invalid)
    #expect(try find("one")?.metadata.finalizers == ["b.dev/b", "c.dev/c"])
  }

  @Test("is not added over a list that has changed")
  func staleAdd() throws {
    let (finalizer, maps) = (finalizer, maps)
    let map = try make("one")
    try stage.perform { try await maps.patch("one", .merge(["metadata": ["finalizers": ["b.dev/b"]]])) }
    let error = #expect(throws: KubeError.self) { try stage.perform { try await finalizer.add(to: map) } }
    #expect(error?.code == .conflict)
    #expect(try find("one")?.metadata.finalizers == ["b.dev/b"])
  }
}
