import KubeCore
import Testing

@testable import KubeRuntime

@Suite("Shared texts")
struct StringPoolTests {
  private func metadata(_ name: String) -> ObjectMeta {
    ObjectMeta(
      name: name, namespace: "a namespace with a long name", labels: ["app.kubernetes.io/name": "a value that is long"],
      annotations: ["note": name + " has a note of its own"])
  }

  @Test("an object is the same when it shares")
  func equality() {
    var pool = StringPool()
    var (first, second) = (metadata("a"), metadata("b"))
    pool.share(&first)
    pool.share(&second)
    #expect(first == metadata("a"))
    #expect(second == metadata("b"))
  }

  @Test("many objects of one kind add only what is their own")
  func growth() {
    var pool = StringPool()
    for number in 0..<100 {
      var metadata = metadata("m\(number)")
      metadata.annotations = nil
      pool.share(&metadata)
    }
    #expect(pool.count == 4, "the namespace, the label, its value, and the labels together")
  }

  @Test("what no object has any more is forgotten, so that a store that lives for long does not grow")
  func renewal() {
    var state = StoreState<Widget>(indexes: [])
    _ = state.apply(.restarted(.first))
    _ = state.apply(.synced(resourceVersion: "1"))
    var most = 0
    for version in 2..<20_000 {
      let labels = ["revision": "a revision of its own \(version)"]
      _ = state.apply(.applied(Widget("only", version: version, labels: labels)))
      most = max(most, state.sharedTexts)
    }
    #expect(most <= 1_100)
    #expect(state[Widget("only").key]?.metadata.labels == ["revision": "a revision of its own 19999"])
  }
}
