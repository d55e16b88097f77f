import KubeCore
import KubeTypes
import Testing

@testable import LocalCluster

@Suite struct EndpointTableTests {
  private static let key = ObjectKey(namespace: "default", name: "web")

  private func table(_ pods: [Pod], port: ServicePort = ServicePort(port: 80, targetPort: 8080)) -> EndpointTable {
    var table = EndpointTable()
    for pod in pods { table.apply(pod) }
    table.apply(.web(port: port))
    return table
  }

  private func names(_ table: EndpointTable) -> [String]? { table.endpoints(of: Self.key)?.map(\.pod) }

  @Test func onlyReadyPodsThatTheSelectorPicks() {
    var deleting = Pod.web("deleting")
    deleting.metadata.deletionTimestamp = Timestamp(seconds: 1)
    var otherNamespace = Pod.web("elsewhere")
    otherNamespace.metadata.namespace = "other"
    var noAddress = Pod.web("no-address")
    noAddress.status?.podIP = nil
    let table = table([
      .web("b"), .web("a"), .web("unready", ready: false), .web("other", labels: ["app": "other"]),
      .web("more", labels: ["app": "web", "track": "stable"]), deleting, otherNamespace, noAddress,
    ])
    #expect(names(table) == ["a", "b", "more"])
  }

  @Test(arguments: [
    (ServicePort(port: 80, targetPort: 9000), 9000), (ServicePort(port: 80, targetPort: "http"), 8080),
    (ServicePort(port: 80), 80),
  ])
  func ports(port: ServicePort, expected: Int) {
    #expect(table([.web("a")], port: port).endpoints(of: Self.key)?.map(\.port) == [expected])
  }

  @Test func aPodWithoutThePortIsNoEndpoint() {
    #expect(names(table([.web("a")], port: ServicePort(port: 80, targetPort: "grpc"))) == [])
  }

  @Test func aPodLeavesAtOnceAndComesBack() {
    var table = table([.web("a"), .web("b")])
    table.apply(.web("a", ready: false))
    #expect(names(table) == ["b"])
    table.apply(.web("a"))
    #expect(names(table) == ["a", "b"])
    table.remove(pod: ObjectKey(namespace: "default", name: "b"))
    #expect(names(table) == ["a"])
    table.apply(.web("a", labels: ["app": "other"]))
    #expect(names(table) == [])
  }

  @Test func aSelectorThatChangesPicksAnew() {
    var table = table([.web("a", labels: ["app": "web", "v": "1"]), .web("b", labels: ["app": "web", "v": "2"])])
    table.apply(.web(selector: ["app": "web", "v": "2"]))
    #expect(names(table) == ["b"])
  }

  @Test func whatAListDoesNotShowIsGone() {
    var table = table([.web("a"), .web("b")])
    table.beginPodList()
    table.apply(.web("b"))
    table.endPodList()
    #expect(names(table) == ["b"])
    table.beginServiceList()
    #expect(table.endServiceList() == [Self.key])
    #expect(names(table) == nil)
  }

  @Test func whichServicesAreProxied() {
    var service = KubeTypes.Service.web()
    #expect(service.isProxied)
    service.spec?.clusterIP = "None"
    #expect(!service.isProxied)
    service.spec?.clusterIP = nil
    service.spec?.selector = [:]
    #expect(!service.isProxied)
    service = .web()
    service.spec?.ports = []
    #expect(!service.isProxied)
  }

  @Test func thePortNamedHTTPIsProxied() {
    var service = KubeTypes.Service.web()
    var udp = ServicePort(name: "dns", port: 53)
    udp.protocol = "UDP"
    service.spec?.ports = [udp, ServicePort(name: "metrics", port: 9090), ServicePort(name: "http", port: 80)]
    #expect(service.proxiedPort?.port == 80)
    service.spec?.ports?.removeLast()
    #expect(service.proxiedPort?.port == 9090)
  }
}
