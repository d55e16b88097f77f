import KubeClient
import KubeCore
import KubeTestSupport
import Testing

@testable import KubeRuntime

@Suite("A reflector")
struct ReflectorTests {
  @Test("keeps of each object what trimming leaves, whether it is listed or changed")
  func trimming() throws {
    let stage = Stage()
    let client = stage.client
    let reflector = Reflector(
      client.api(ConfigMap.self, namespace: "default"), trimming: { $0.metadata.annotations = nil },
      time: stage.time.source, random: .seeded(1), logger: .quiet)
    func map(_ name: String) -> ConfigMap {
      var map = ConfigMap(name, in: "default")
      map.metadata.annotations = ["note": "long"]
      map.metadata.labels = ["app": name]
      return map
    }
    let (first, second) = (map("one"), map("two"))
    try stage.perform { try await client.api(ConfigMap.self, namespace: "default").create(first) }
    let task = stage.thread.start { await reflector.run() }
    stage.settle()
    try stage.perform { try await client.api(ConfigMap.self, namespace: "default").create(second) }
    for name in ["one", "two"] {
      let kept = reflector.store.get(ObjectKey(namespace: "default", name: name))
      #expect(kept?.metadata.labels == ["app": name])
      #expect(kept != nil && kept?.metadata.annotations == nil)
    }
    task.cancel()
    stage.settle()
  }
}
