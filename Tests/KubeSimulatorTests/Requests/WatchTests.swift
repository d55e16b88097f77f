import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

@Suite struct WatchTests {
  private func types(_ events: [JSONValue]) -> [String] { events.compactMap { $0["type"]?.string } }

  @Test func endsAtItsTimeWithABookmark() {
    var cluster = TestCluster()
    guard var cursor = cluster.watch(Sample.configMaps + "?timeoutSeconds=5&allowWatchBookmarks=true") else {
      Issue.record("no watch")
      return
    }
    #expect(cluster.events(&cursor).isFinished == false)
    cluster.now = cluster.now + .seconds(5)
    let (events, isFinished) = cluster.events(&cursor)
    #expect(types(events) == ["BOOKMARK"])
    #expect(isFinished)
  }

  @Test func expiresAfterACompaction() {
    var cluster = TestCluster()
    cluster.post(Sample.configMaps, Sample.configMap("a"))
    let old = cluster.get(Sample.configMaps)["metadata"]?["resourceVersion"]?.string ?? ""
    cluster.post(Sample.configMaps, Sample.configMap("b"))
    cluster.cluster.compact()
    guard var cursor = cluster.watch(Sample.configMaps + "?resourceVersion=\(old)") else {
      Issue.record("no watch")
      return
    }
    let (events, isFinished) = cluster.events(&cursor)
    #expect(types(events) == ["ERROR"])
    #expect(events.first?["object"]?["reason"] == "Expired")
    #expect(isFinished)
  }

  @Test func readsInPortions() {
    var cluster = TestCluster()
    for number in 0..<10 { cluster.post(Sample.configMaps, Sample.configMap("m\(number)")) }
    guard var cursor = cluster.watch(Sample.configMaps + "?resourceVersion=1") else {
      Issue.record("no watch")
      return
    }
    guard case .lines(let bytes) = cluster.cluster.read(&cursor, limit: 3, at: cluster.now) else {
      Issue.record("nothing to read")
      return
    }
    #expect(bytes.count { $0 == UInt8(ascii: "\n") } == 3)
    #expect(cluster.events(&cursor).events.count == 7)
  }

  @Test func pagesShowOneState() {
    var cluster = TestCluster()
    for name in ["a", "b", "c"] { cluster.post(Sample.configMaps, Sample.configMap(name)) }
    let first = cluster.get(Sample.configMaps + "?limit=2")
    #expect(first["metadata"]?["remainingItemCount"] == 1)
    cluster.post(Sample.configMaps, Sample.configMap("bb"))
    cluster.send(.delete, Sample.configMaps + "/c")
    let token = first["metadata"]?["continue"]?.string ?? ""
    let second = cluster.get(Sample.configMaps + "?limit=2&continue=\(token)")
    #expect(second["items"]?.elements.map(\.name) == ["c"])
    #expect(second["metadata"]?["resourceVersion"] == first["metadata"]?["resourceVersion"])
    #expect(second["metadata"]?["continue"] == nil)
  }
}
