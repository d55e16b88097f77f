import KubeCore
import SlipwayAPI
import Testing

@testable import SlipwayOperator

@Suite struct PolicyDemandsTests {
  private func demands(_ spec: JSONValue) throws -> PolicyDemands {
    PolicyDemands(policies: [try RolloutPolicy.validated(["metadata": ["name": "p"], "spec": spec]).get()])
  }

  @Test("defaults count where the author has left a field out, and change no revision")
  func defaults() throws {
    let demands = try demands([
      "defaults": ["analysis": ["interval": "30s", "dwell": "2m"], "rollback": ["automatic": false]]
    ])
    let object = Manifest.model("1")
    let filled = demands.filled(object)
    let model = try ModelDeployment.validated(filled).get()
    #expect(model.spec.analysis.interval == .seconds(1))
    #expect(model.spec.analysis.dwell == .seconds(3))
    #expect(!model.spec.rollback.automatic)
    #expect(model.revision == Play.revision(of: object))
  }

  @Test("a router of the policy gives way to the author's")
  func routers() throws {
    let demands = try demands(["defaults": ["traffic": ["router": ["gatewayAPI": ["gateway": "public"]]]]])
    var object = Manifest.model("1")
    let path = ["spec", "traffic", "router"]
    object[path] = ["service": ["tolerance": "10%"]]
    #expect(demands.filled(object)[path] == ["service": ["tolerance": "10%"]])
    object[path] = [:]
    #expect(demands.filled(object)[path] == ["gatewayAPI": ["gateway": "public"]])
  }

  @Test("a metric that is demanded must be there")
  func metrics() throws {
    let object = Manifest.model("1")
    let model = try ModelDeployment.validated(object).get()
    #expect(try demands(["requiredMetrics": ["errorRate"]]).issues(with: model).isEmpty)
    let issues = try demands(["requiredMetrics": ["errorRate", "latency"]]).issues(with: model)
    #expect(issues.map(\.path) == ["spec.analysis.metrics"])
    #expect(issues.first?.message.contains("`latency`") == true)
  }

  @Test(
    "metrics come from hosts that are allowed alone",
    arguments: [
      ("https://prometheus.monitoring.svc:9090/x", true), ("http://ana@prometheus.monitoring.svc", true),
      ("http://prometheus.monitoring.svc@evil.example/", false), ("http://evil.example", false),
      ("http://[::1]:80/", false), ("http://evil.example\\@prometheus.monitoring.svc", false), ("http://", false),
    ])
  func hosts(address: String, isAllowed: Bool) throws {
    let plain = try ModelDeployment.validated(Manifest.model("1")).get()
    var (spec, source) = (plain.spec, PrometheusSource())
    source.server.address = address
    spec.analysis.source.prometheus = source
    let model = ModelDeployment(metadata: plain.metadata, spec: spec)
    let issues = try demands(["allowedMetricHosts": ["*.monitoring.svc"]]).issues(with: model)
    #expect(issues.map(\.path) == (isAllowed ? [] : ["spec.analysis.source.prometheus.address"]))
  }
}
