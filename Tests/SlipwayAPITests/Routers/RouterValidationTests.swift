import KubeCore
import SlipwayAPI
import Testing

@Suite struct RouterValidationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var router: JSONValue
    var steps: JSONValue = []
    var issues: [String] = []

    var testDescription: String { "\(router) \(steps)" }
  }

  private static func object(_ router: JSONValue, _ steps: JSONValue) -> JSONValue {
    [
      "metadata": ["name": "fraud"],
      "spec": [
        "model": ["uri": "s3://models/fraud"], "runtime": ["image": "x", "port": 8080],
        "strategy": ["canary": ["steps": steps]], "traffic": ["router": router],
      ],
    ]
  }

  private static let routers = "gatewayAPI, linkerd, traefik, contour, kuma, apisix, skipper, nginx"

  @Test(
    "settings that cannot be meant, and shares that a router cannot give, are refused",
    arguments: [
      Case(router: [:]), Case(router: ["service": [:]], steps: [["weight": "2.5%"]]),
      Case(router: ["istio": [:]], steps: [["weight": "25%"]]),
      Case(
        router: ["istio": [:]], steps: [["weight": "5%"], ["weight": "7.5%"]],
        issues: [
          "spec.strategy.canary.steps[1].weight: \"7.5%\": must be something that the router `istio` can do, which "
            + "cannot give shares other than multiples of 1%; these can: service, \(routers)"
        ]),
      Case(
        router: ["istio": [:], "service": [:]],
        issues: ["spec.traffic.router: {\"istio\":{},\"service\":{}}: must have at most 1 members"]),
      Case(
        router: ["gatewayAPI": ["hostnames": ["A_b"], "path": "x", "gateway": ["name": "g"]]],
        issues: [
          "spec.traffic.router.gatewayAPI.hostnames: \"A_b\": must be a DNS name in lower case; `*` may stand for its "
            + "first label",
          "spec.traffic.router.gatewayAPI.path: \"x\": must be a path that starts with a slash, without query or quotes",
        ]),
      Case(
        router: ["gatewayAPI": ["attach": ["name": "r"], "gateway": ["name": "g"]]],
        issues: [
          "spec.traffic.router.gatewayAPI.gateway: must not stand beside `attach`: the route has its gateway already"
        ]),
      Case(
        router: ["gatewayAPI": ["hostnames": ["a.b"]]],
        issues: [
          "spec.traffic.router.gatewayAPI.hostnames: must stand beside `gateway`: in a mesh the Service is the host"
        ]),
      Case(router: ["nginx": [:]], steps: [["weight": "0.25%"]]),
    ])
  func refusals(_ example: Case) {
    switch ModelDeployment.validated(Self.object(example.router, example.steps)) {
    case .success: #expect(example.issues.isEmpty)
    case .failure(let invalid): #expect(invalid.issues.map(\.description) == example.issues)
    }
  }

  @Test(
    "conditions of a rule that a router cannot tell together are refused",
    arguments: [
      ("gatewayAPI", [["cookie": "a", "exact": "1"], ["header": "b", "exact": "2"]], []),
      (
        "gatewayAPI", [["cookie": "a", "exact": "1"], ["cookie": "b", "exact": "2"]],
        [
          "spec.strategy.abTest.arms[0].match: must be something that the router `gatewayAPI` can do, which cannot match "
            + "by more than 1 cookie at once; these can: traefik, apisix, skipper"
        ]
      ),
      (
        "nginx", [["header": "a", "exact": "1"], ["header": "b", "exact": "2"]],
        [
          "spec.strategy.abTest.arms[0].match: must be something that the router `nginx` can do, which cannot match by "
            + "more than 1 condition at once; these can: gatewayAPI, istio, linkerd, traefik, contour, kuma, apisix, "
            + "alb, skipper"
        ]
      ),
      (
        "contour", [["header": "A", "prefix": "1"], ["header": "a", "regex": ".*2"]],
        ["spec.strategy.abTest.arms[0].match[1]: must look at something that no condition before it looks at"]
      ),
    ] as [(String, JSONValue, [String])])
  func conditions(router: String, match: JSONValue, issues: [String]) {
    var object = Self.object([router: [:]], [])
    object[["spec", "strategy"]] = [
      "type": "ABTest",
      "abTest": ["arms": [["name": "b", "model": ["uri": "s3://models/other"], "match": match]]],
    ]
    switch ModelDeployment.validated(object) {
    case .success: #expect(issues.isEmpty)
    case .failure(let invalid): #expect(invalid.issues.filter { $0.severity == .error }.map(\.description) == issues)
    }
  }

  @Test(
    "a test that needs more rules than a route can have is refused",
    arguments: [("gatewayAPI", 6), ("gatewayAPI", 7), ("istio", 8)])
  func rules(router: String, matched: Int) {
    let arms = (1...8).map { number -> JSONValue in
      var arm: JSONValue = ["name": .string("a\(number)"), "model": ["uri": .string("s3://m/\(number)")], "weight": "5%"]
      if number <= matched { arm["match"] = [["header": "x", "exact": .string("\(number)")]] }
      return arm
    }
    var object = Self.object([router: [:]], [])
    object[["spec", "traffic", "affinity"]] = ["cookie": [:]]
    object[["spec", "strategy"]] = ["type": "ABTest", "abTest": ["arms": .array(arms)]]
    var issues: [String] = []
    if case .failure(let invalid) = ModelDeployment.validated(object) {
      issues = invalid.issues.filter { $0.severity == .error }.map(\.description)
    }
    let refusal =
      "spec.strategy.abTest.arms: \"17 rules\": must be something that the router `gatewayAPI` can do, which cannot have "
      + "more than 16 rules in its route: one for each arm with a `match`, one for each version that a cookie keeps "
      + "clients with, and one for the shares; these can: service, istio, linkerd, traefik, contour, kuma, apisix, alb, "
      + "skipper, nginx"
    #expect(issues == (router == "gatewayAPI" && matched > 6 ? [refusal] : []))
  }

  @Test("a load balancer takes values of its own length alone")
  func lengths() {
    let long = JSONValue.string(String(repeating: "a", count: 129))
    var object = Self.object(["alb": [:]], [])
    object[["spec", "strategy"]] = [
      "type": "ABTest",
      "abTest": [
        "arms": [
          [
            "name": "b", "model": ["uri": "s3://models/other"],
            "match": [["header": "x", "exact": long], ["method": "POST"]],
          ]
        ]
      ],
    ]
    guard case .failure(let invalid) = ModelDeployment.validated(object) else {
      Issue.record("accepted")
      return
    }
    #expect(invalid.issues.map(\.path) == ["spec.strategy.abTest.arms[0].match[0].exact"])
    #expect(invalid.issues.first?.message == "must have at most 128 characters with the router `alb`")
  }

  @Test("whatever a strategy could ask for, some router offers it, and the message names it")
  func offers() {
    let abilities: [RouterNeed.Ability] = [
      .share(BasisPoints(rawValue: 1)), .mirror(BasisPoints(rawValue: 50)), .matching(.cookie), .matching(.expression),
      .matching(.method), .conditions(16), .cookies(2), .stickiness(.cookie), .revisions(16),
      .rules(18),
    ]
    for ability in abilities {
      #expect(RouterChoice.all.contains { $0.capabilities.offers(ability) }, "\(ability)")
    }
    #expect(!RouterSettings().capabilities.offers(.mirror(.whole)))
    #expect(RouterSettings().capabilities.offers(.share(BasisPoints(rawValue: 1))))
  }
}
