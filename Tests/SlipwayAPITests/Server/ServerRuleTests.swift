import KubeCore
import Testing

@testable import SlipwayAPI

/// The API server, by the definition's bounds and rules, and the operator, by ``Validation``, refuse the same at the same
/// field.
@Suite struct ServerRuleTests {
  /// What the server cannot see: tables of presets and routers, what defaults and policies fill in, members that the schema
  /// does not name. And what would cost a server more than it is worth.
  private static let operators: Set<String> = [
    "spec.runtime.image: must be set",
    "spec.runtime.resources.requests.cpu: must be a quantity",
    "spec.runtime.serviceAccountName: must be lower-case letters",
    "spec.runtime.metricsPreset: must be one of slipway, ",
    "spec.analysis.metrics[1]: must be a metric that the runtime has: servers of the preset torchserve",
    "spec.analysis.block: must be at least the interval of 15s",
    "spec.analysis.metrics[0].query.promQL: must be an `expression`",
    "spec.analysis.metrics[0].query.provider: must name one of",
    "spec.analysis.metrics[0].job.spec: must have a pod template",
    "spec.analysis.metrics[0].errorRate.segments.values: must not repeat a value",
    "spec.analysis.metrics[0].name: must be another name",
    "spec.analysis.metrics[0].drift.max: must be above 0",
    "spec.strategy.canary.steps[0].scale: must not be set with the router `service`",
    "spec.strategy.canary.steps[1].weight: must be above 50%",
    "spec.strategy.canary.steps[2].weight: must be above 50%",
    "spec.strategy.shadow.mirror: must be something that the router `service` can do",
    "spec.strategy.rollingUpdate.maxSurge: must be above 0, or `maxUnavailable` must be",
    "spec.strategy.abTest.arms: must have weights that sum to less than 100%",
    "spec.strategy.abTest.arms[1]: must differ from the arms before",
    "spec.strategy.abTest.ramp[1]: must be above 50%",
    "spec.traffic.router.service.tolerance: must be at most 100%",
    "spec.traffic.affinity.cookie: must be something that the router `service` can do",
    "spec.traffic.affinity.cookie.lifetime: must be at most 168h",
    "spec.traffic.router.nginx.clusterDomain: must be a DNS name",
  ]

  /// What the server alone refuses: the operator sees the object after a policy has filled it in.
  private static let servers = [
    ValidationTests.Case("spec.traffic.router", ["istio": [:], "linkerd": [:]], "must have at most one router"),
    ValidationTests.Case(
      "spec.strategy.rollingUpdate", ["maxSurge": 0, "maxUnavailable": 0], "must be above 0",
      path: "spec.strategy.rollingUpdate.maxSurge"),
    ValidationTests.Case(
      "spec.analysis", ["interval": "1m", "block": "30s"], "must be at least the interval", path: "spec.analysis.block"),
    ValidationTests.Case(
      "spec.autoscaling", ["minReplicas": 3, "maxReplicas": 2], "must be at most `maxReplicas`",
      path: "spec.autoscaling.minReplicas"),
    ValidationTests.Case(
      "spec.traffic.router.gatewayAPI", ["attach": ["name": "a"], "gateway": ["name": "b"]], "must not stand beside `attach`",
      path: "spec.traffic.router.gatewayAPI.gateway"),
    ValidationTests.Case(
      "spec.traffic.router.istio", ["attach": ["name": "a"], "hosts": ["b"]], "must not stand beside hosts",
      path: "spec.traffic.router.istio.attach"),
  ]

  @Test("what the operator refuses, the server refuses too", arguments: DefinitionServer.all)
  func refusals(server: DefinitionServer) async throws {
    for example in ValidationTests.cases + ValidationTests.strategyCases + Self.servers {
      var object = try JSONParser.parse(Examples.minimal)
      object[example.at] = example.value.isNull ? nil : example.value
      let causes = try await server.refusals(of: object, ModelDeployment.resourceType)
      if Self.operators.contains("\(example.path): \(example.message)") {
        #expect(causes.isEmpty, "\(example.path) is refused by now")
      } else {
        #expect(causes.contains { Self.names($0, example.path) }, "\(example.path): \(example.message): \(causes)")
      }
    }
  }

  /// An element that stands twice is named whole, a rule about metadata names it in its message, and an object that cannot
  /// even be read has no fields.
  private static func names(_ cause: Status.Cause, _ path: String) -> Bool {
    guard let field = cause.field else { return true }
    return field == path || "\(field).name" == path || cause.message?.contains(path) == true
  }

  @Test("objects without a mistake are taken", arguments: DefinitionServer.all)
  func acceptance(server: DefinitionServer) async throws {
    for text in [Examples.minimal, Examples.full] {
      #expect(try await server.refusals(of: JSONParser.parse(text), ModelDeployment.resourceType) == [])
    }
    for (name, settings) in try #require(JSONParser.parse(Examples.routers).object) {
      var object = try JSONParser.parse(Examples.minimal)
      object[["spec", "traffic", "router", name]] = settings
      // A route of the user's own has all the rest already.
      object[["spec", "traffic", "router", name, "attach"]] = nil
      #expect(try await server.refusals(of: object, ModelDeployment.resourceType) == [], "\(name)")
    }
  }

  @Test("policies", arguments: DefinitionServer.all)
  func policies(server: DefinitionServer) async throws {
    let window: JSONValue = ["schedule": "0 9 * * *"]
    let cases: [(spec: JSONValue, path: String?)] = [
      ([:], nil), (["windows": [window], "allowedMetricHosts": ["*.example.com"]], nil),
      (["windows": [["schedule": "0 9 * * *", "for": "30s"]]], "spec.windows[0].for"),
      (["windows": [["schedule": "0 9 * * *", "for": "169h"]]], "spec.windows[0].for"),
      (["allowedMetricHosts": ["a", "http://b"]], "spec.allowedMetricHosts[1]"),
    ]
    for (spec, path) in cases {
      let policy: JSONValue = ["metadata": ["name": "p"], "spec": spec]
      let fields = try await server.refusals(of: policy, RolloutPolicy.resourceType).map(\.field)
      #expect(fields == [path].compactMap(\.self), "\(spec)")
    }
  }
}
