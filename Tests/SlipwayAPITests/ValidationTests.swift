import KubeCore
import Testing

@testable import SlipwayAPI

@Suite struct ValidationTests {
  /// One change to a valid object, and the one issue that it makes.
  struct Case: Sendable, CustomTestStringConvertible {
    var at: [String]
    var value: JSONValue
    var path: String
    var message: String
    var testDescription: String { "\(path) = \(value)" }

    init(_ at: String, _ value: JSONValue, _ message: String, path: String? = nil) {
      self.at = at.split(separator: ".").map(String.init)
      (self.value, self.path, self.message) = (value, path ?? at, message)
    }
  }

  static let steps = "spec.strategy.canary.steps"
  static let metrics = "spec.analysis.metrics"
  static let prometheus = "spec.analysis.source.prometheus"

  static let test = "spec.strategy.abTest"

  static let strategyCases: [Case] = [
    Case(
      "spec.strategy", ["type": "Shadow"], "must be something that the router `service` can do",
      path: "spec.strategy.shadow.mirror"),
    Case("spec.strategy.shadow.mirror", "0%", "must be above 0% and at most 100%"),
    Case("spec.strategy.shadow.then", "Stop", "must be one of End, Canary"),
    Case(
      "spec.strategy.blueGreen.preview.scale", ["replicas": 1, "percent": "50%"],
      "must have exactly one of `replicas` and `percent`"),
    Case("spec.strategy.rollingUpdate.maxSurge", 0, "must be above 0, or `maxUnavailable` must be"),
    Case("\(test).arms", [["name": "a"]], "must have a `weight` or a `match`", path: "\(test).arms[0]"),
    Case("\(test).arms", [["name": "A", "weight": "5%"]], "must be lower-case", path: "\(test).arms[0].name"),
    Case(
      "\(test).arms", [["name": "a", "weight": "5%", "match": [["header": "x"]]]], "must have either `method`, or",
      path: "\(test).arms[0].match[0]"),
    Case(
      "\(test).arms", [["name": "a", "match": [["method": "POST", "exact": "b"]]]], "must have either `method`, or",
      path: "\(test).arms[0].match[0]"),
    Case(
      "\(test).arms", [["name": "a", "match": [["method": "post"]]]], "must be one of GET, HEAD, POST",
      path: "\(test).arms[0].match[0].method"),
    Case(
      "\(test).arms", [["name": "a", "match": [["header": "x y", "exact": "b"]]]], "must be letters, digits and !#",
      path: "\(test).arms[0].match[0].header"),
    Case(
      "\(test).arms", [["name": "a", "match": [["cookie": "a;b", "exact": "b"]]]], "must be letters, digits and !#",
      path: "\(test).arms[0].match[0].cookie"),
    Case(
      "\(test).arms", [["name": "a", "match": [["header": "x", "exact": "a\nb"]]]], "must not have control characters",
      path: "\(test).arms[0].match[0].exact"),
    Case(
      "\(test).arms",
      [["name": "a", "weight": "60%"], ["name": "b", "weight": "40%", "model": ["uri": "s3://models/b"]]],
      "must have weights that sum to less than 100%"),
    Case(
      "\(test).arms", [["name": "a", "weight": "5%"], ["name": "b", "weight": "5%"]], "must differ from the arms before",
      path: "\(test).arms[1]"),
    Case("\(test).ramp", ["50%", "10%"], "must be above 50%", path: "\(test).ramp[1]"),
    Case("spec.traffic.affinity", [:], "must have exactly one of `cookie` and `header`"),
    Case(
      "spec.traffic.affinity", ["cookie": [:]], "must be something that the router `service` can do",
      path: "spec.traffic.affinity.cookie"),
    Case(
      "spec.traffic", ["router": ["istio": [:]], "affinity": ["cookie": ["name": "a; Domain=b"]]],
      "must be letters, digits and !#", path: "spec.traffic.affinity.cookie.name"),
    Case(
      "spec.traffic", ["router": ["istio": [:]], "affinity": ["cookie": ["lifetime": "0s"]]], "must be at least 1s",
      path: "spec.traffic.affinity.cookie.lifetime"),
    Case(
      "spec.traffic", ["router": ["alb": [:]], "affinity": ["cookie": ["lifetime": "200h"]]], "must be at most 168h",
      path: "spec.traffic.affinity.cookie.lifetime"),
    Case(
      "spec.traffic.router", ["nginx": ["clusterDomain": "a_b"]], "must be a DNS name",
      path: "spec.traffic.router.nginx.clusterDomain"),
  ]

  static let cases: [Case] = [
    Case("metadata.name", "Fraud", "must be at most 43 lower-case letters"),
    Case("metadata.name", "1fraud", "must be at most 43 lower-case letters"),
    Case("metadata.name", .string(String(repeating: "a", count: 44)), "must be at most 43 lower-case letters"),
    Case("metadata.labels", 3, "must be the metadata of a Kubernetes object", path: "metadata"),
    Case("spec.replicas", -1, "must be between 0 and 10000"),
    Case("spec.replicas", "3", "must be an integer"),
    Case("spec.replicas", 1.5, "must be an integer"),
    Case("spec.paused", "yes", "must be true or false"),
    Case("spec.model", .null, "must be set"),
    Case("spec.model.uri", "", "must not be empty"),
    Case("spec.model.uri", "ftp://models", "must be a URI with one of the schemes"),
    Case("spec.model.format", "pickle", "must be one of onnx, sklearn"),
    Case("spec.runtime.image", .null, "must be set"),
    Case("spec.runtime.port", 0, "must be between 1 and 65535"),
    Case("spec.runtime.port", 65_536, "must be between 1 and 65535"),
    Case("spec.runtime.args", "-v", "must be a list"),
    Case("spec.runtime.args", ["-v", 2], "must be a string", path: "spec.runtime.args[1]"),
    Case("spec.runtime.env", [["value": "1"]], "must be set", path: "spec.runtime.env[0].name"),
    Case(
      "spec.runtime.env", [["name": "A=B"]], "must not be empty or contain an equals", path: "spec.runtime.env[0].name"),
    Case("spec.runtime.env", [["name": "A"], ["name": "A"]], "must not repeat", path: "spec.runtime.env[1].name"),
    Case(
      "spec.runtime.resources.requests", ["cpu": "lots"], "must be a quantity",
      path: "spec.runtime.resources.requests.cpu"),
    Case("spec.runtime.serviceAccountName", "A b", "must be lower-case letters"),
    Case("spec.runtime.readinessPath", "ready", "must start with a slash"),
    Case("spec.runtime.metricsPath", "metrics", "must start with a slash"),
    Case("spec.runtime.metricsPreset", "A", "must be one of slipway, "),
    Case(
      "spec.runtime.metricsPreset", "torchserve", "must be a metric that the runtime has: servers of the preset torchserve",
      path: "spec.analysis.metrics[1]"),
    Case("spec.runtime.terminationGracePeriod", "30", "must be a duration"),
    Case("spec.strategy.type", "Green", "must be one of Canary, BlueGreen, Shadow, ABTest, RollingUpdate"),
    Case("spec.strategy.progressDeadline", "0s", "must be at least 1s"),
    Case(steps, [["weight": "25"]], "must be a percentage", path: "\(steps)[0].weight"),
    Case(steps, [["weight": 25]], "must be a percentage", path: "\(steps)[0].weight"),
    Case(steps, [["weight": "101%"]], "must be above 0% and at most 100%", path: "\(steps)[0].weight"),
    Case(steps, [["weight": "0%"]], "must be above 0% and at most 100%", path: "\(steps)[0].weight"),
    Case(steps, [["weight": "50%"], ["weight": "50%"]], "must be above 50%", path: "\(steps)[1].weight"),
    Case(
      steps, [["weight": "50%"], ["hold": [:]], ["weight": "20%"]], "must be above 50%", path: "\(steps)[2].weight"),
    Case(steps, [[:]], "must have either `hold`, or `weight`, `scale` or both", path: "\(steps)[0]"),
    Case(steps, [["weight": "50%", "hold": [:]]], "must have either `hold`", path: "\(steps)[0]"),
    Case(steps, [["hold": [:], "for": "5m"]], "must not stand beside `hold`", path: "\(steps)[0].for"),
    Case(steps, .array(Array(repeating: ["hold": [:]], count: 33)), "must have at most 32 elements"),
    Case(steps, [["scale": ["replicas": 2]]], "must not be set with the router `service`", path: "\(steps)[0].scale"),
    Case("spec.traffic.router.service.tolerance", "101%", "must be at most 100%"),
    Case("spec.analysis.interval", "0s", "must be at least 1s"),
    Case("spec.analysis.block", "2s", "must be at least the interval of 15s"),
    Case("spec.analysis.confidence", "100%", "must be at least 50% and below 100%"),
    Case("spec.analysis.confidence", "40%", "must be at least 50% and below 100%"),
    Case("spec.analysis.falsePromotion", "0%", "must be above 0% and at most 50%"),
    Case("spec.analysis.onInconclusive", "Wait", "must be one of Hold, Promote, RollBack"),
    Case("spec.analysis.inconclusiveAfter", "soon", "must be a duration"),
    Case("\(prometheus)", [:], "must be set", path: "\(prometheus).address"),
    Case("\(prometheus)", ["address": "prometheus:9090"], "must be `http://`", path: "\(prometheus).address"),
    Case("\(prometheus)", ["address": "http:///path"], "must be `http://`", path: "\(prometheus).address"),
    Case("\(prometheus)", ["address": "http://a:b@host"], "must be `http://`", path: "\(prometheus).address"),
    Case("\(prometheus)", ["address": "http://p", "window": "10ms"], "must be at least 1s", path: "\(prometheus).window"),
    Case(
      "\(prometheus)", ["address": "http://p", "podLabel": "a-b"], "must be letters", path: "\(prometheus).podLabel"),
    Case(
      "\(prometheus)",
      ["address": "http://p", "authentication": ["bearer": ["name": "a", "key": "b"], "basic": ["username": "u",
        "password": ["name": "a", "key": "b"]]]],
      "must have exactly one of `bearer`", path: "\(prometheus).authentication"),
    Case(
      "\(prometheus)", ["address": "http://p", "tls": ["certificate": ["name": "a", "key": "b"]]],
      "must have `certificate` and `key`", path: "\(prometheus).tls"),
    Case(
      "spec.analysis.providers", [["name": "p", "web": ["address": "http://w"], "graphite": ["address": "http://g"]]],
      "must have exactly one of `prometheus`", path: "spec.analysis.providers[0]"),
    Case(
      "spec.analysis.providers", [["name": "p", "web": ["address": "ftp://web"]]], "must be `http://`",
      path: "spec.analysis.providers[0].web.address"),
    Case(
      metrics, [["name": "cost", "query": ["promQL": "up", "max": "1"]]], "must be an `expression`",
      path: "\(metrics)[0].query.promQL"),
    Case(
      metrics, [["name": "cost", "query": ["provider": "p", "expression": "up", "max": "1"]]], "must name one of",
      path: "\(metrics)[0].query.provider"),
    Case(
      "spec.analysis",
      ["source": ["prometheus": ["address": "http://p"]], "metrics": [["name": "cost", "query": ["promQL": "up"]]]],
      "must have `min`, `max` or both", path: "\(metrics)[0].query"),
    Case(metrics, [["name": "smoke", "job": [:]]], "must have a pod template", path: "\(metrics)[0].job.spec"),
    Case(
      metrics, [["name": "e", "errorRate": ["objective": "100%"]]], "must be above 0% and below 100%",
      path: "\(metrics)[0].errorRate.objective"),
    Case(
      metrics, [["name": "e", "errorRate": ["segments": ["label": "t", "values": ["a", "a"]]]]], "must not repeat a value",
      path: "\(metrics)[0].errorRate.segments.values"),
    Case(
      metrics, [["name": "a", "errorRate": [:]], ["name": "a", "latency": [:]]], "must not repeat",
      path: "\(metrics)[1].name"),
    Case(metrics, [["name": "a"]], "must have exactly one of", path: "\(metrics)[0]"),
    Case(
      metrics, [["name": "a", "errorRate": [:], "latency": [:]]], "must have exactly one of", path: "\(metrics)[0]"),
    Case(metrics, [["errorRate": [:]]], "must be set", path: "\(metrics)[0].name"),
    Case(
      metrics, [["name": "a", "errorRate": ["margin": "5%"]]], "must be above the tolerance",
      path: "\(metrics)[0].errorRate.margin"),
    Case(
      metrics, [["name": "a", "latency": ["margin": "10%"]]], "must be above `maxIncrease`",
      path: "\(metrics)[0].latency.margin"),
    Case(
      metrics, [["name": "a", "latency": ["percentile": 100]]], "must be between 1 and 99",
      path: "\(metrics)[0].latency.percentile"),
    Case(
      metrics, [["name": "a", "accuracy": ["maxDecrease": "0%"]]], "must be above 0%",
      path: "\(metrics)[0].accuracy.maxDecrease"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s"], "mean": ["metric": "m"]]], "must have exactly one of",
      path: "\(metrics)[0]"),
    Case(
      metrics, [["name": "latency", "mean": ["metric": "m"]]], "must be another name", path: "\(metrics)[0].name"),
    Case(metrics, [["name": "a", "mean": [:]]], "must be set", path: "\(metrics)[0].mean.metric"),
    Case(
      metrics, [["name": "a", "mean": ["metric": "m", "maxChange": "0%"]]], "must be above 0% and below 100%",
      path: "\(metrics)[0].mean.maxChange"),
    Case(
      metrics, [["name": "a", "mean": ["metric": "m", "better": "More"]]], "must be one of Higher, Lower",
      path: "\(metrics)[0].mean.better"),
    Case(
      metrics, [["name": "a", "ratio": ["good": ["metric": "g"]]]], "must be set", path: "\(metrics)[0].ratio.total"),
    Case(
      metrics, [["name": "a", "ratio": ["good": ["metric": "g"], "total": ["metric": "t"], "maxDecrease": "100%"]]],
      "must be above 0% and below 100%", path: "\(metrics)[0].ratio.maxDecrease"),
    Case(
      metrics, [["name": "a", "agreement": ["equal": ["metric": "e"], "compared": ["metric": "c"], "min": "100%"]]],
      "must be above 0% and below 100%", path: "\(metrics)[0].agreement.min"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s", "max": "0"]]], "must be above 0",
      path: "\(metrics)[0].drift.max"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s", "reference": [1, 2]]]], "must be absent unless",
      path: "\(metrics)[0].drift.reference"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s", "of": "Training"]]], "must count the training examples",
      path: "\(metrics)[0].drift.reference"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s", "of": "Training", "reference": [0, 0]]]],
      "must count the training examples", path: "\(metrics)[0].drift.reference"),
    Case(
      metrics, [["name": "a", "drift": ["histogram": "s", "of": "Training", "reference": [1, -2]]]],
      "must be between 0", path: "\(metrics)[0].drift.reference[1]"),
  ]

  @Test(arguments: cases + strategyCases) func oneChangeMakesOneIssue(_ example: Case) throws {
    var object = try JSONParser.parse(Examples.minimal)
    object[example.at] = example.value.isNull ? nil : example.value
    guard case .failure(let invalid) = ModelDeployment.validated(object) else {
      Issue.record("accepted")
      return
    }
    #expect(invalid.issues.map(\.path) == [example.path])
    #expect(invalid.issues.first?.message.hasPrefix(example.message) == true, "\(invalid)")
  }

  @Test func allIssuesAreTold() throws {
    var object = try JSONParser.parse(Examples.minimal)
    object[["spec", "replicas"]] = "many"
    object[["spec", "runtime", "port"]] = 0
    object[["spec", "analysis"]] = ["confidence": "1%"]
    guard case .failure(let invalid) = ModelDeployment.validated(object) else {
      Issue.record("accepted")
      return
    }
    #expect(
      invalid.description == """
        spec.replicas: "many": must be an integer
        spec.runtime.port: 0: must be between 1 and 65535
        spec.analysis.confidence: "1%": must be at least 50% and below 100%
        """)
  }

  @Test func aShareThatReplicasCannotGiveIsAWarning() throws {
    var object = try JSONParser.parse(Examples.minimal)
    object[["spec", "replicas"]] = 4
    object[["spec", "strategy"]] = ["canary": ["steps": [["weight": "5%"], ["weight": "33%"]]]]
    let deployment = try ModelDeployment.validated(object).get()
    #expect(deployment.warnings.map(\.path) == ["\(Self.steps)[0].weight"])
    #expect(
      deployment.warnings.first?.message
        == "must be within 5% of a share that 4 replicas can give; the nearest is 20%")
  }
}
