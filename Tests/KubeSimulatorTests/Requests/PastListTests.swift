import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Lists of a version that is past.
@Suite struct PastListTests {
  /// Checked against a real server: a page of a version that does not say how it means that version means it exactly.
  @Test(arguments: [
    ("limit=9", 1), ("limit=0", 2), ("resourceVersionMatch=NotOlderThan&limit=9", 2),
    ("resourceVersionMatch=Exact", 1), ("labelSelector=a%3Db&limit=9", 0),
  ])
  func shows(_ query: String, _ count: Int) {
    var cluster = TestCluster(runsControllers: false)
    let version = cluster.post(Sample.configMaps, Sample.configMap("a")).resourceVersion ?? ""
    cluster.post(Sample.configMaps, Sample.configMap("b"))
    let list = cluster.get("\(Sample.configMaps)?resourceVersion=\(version)&\(query)")
    #expect(list["items"]?.elements.count == count)
    #expect((list.resourceVersion == version) == (count < 2))
  }

  @Test func expires() {
    var cluster = TestCluster(runsControllers: false)
    let version = cluster.post(Sample.configMaps, Sample.configMap("a")).resourceVersion ?? ""
    cluster.post(Sample.configMaps, Sample.configMap("b"))
    cluster.cluster.compact()
    #expect(cluster.send(.get, "\(Sample.configMaps)?resourceVersion=\(version)&limit=9").status == 410)
    #expect(cluster.send(.get, "\(Sample.configMaps)?resourceVersion=\(version)").status == 200)
  }
}
