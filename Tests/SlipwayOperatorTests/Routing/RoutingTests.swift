import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI
import Testing
import Workloads

@testable import OperatorSimulation
@testable import SlipwayOperator

@Suite("A router of the Gateway API")
struct RoutingTests {
  private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
  private static let routes = "/apis/gateway.networking.k8s.io/v1/namespaces/ml/httproutes"

  private static func route(_ name: String, _ spec: JSONValue) -> JSONValue {
    [
      "apiVersion": "gateway.networking.k8s.io/v1", "kind": "HTTPRoute", "metadata": ["name": .string(name)],
      "spec": spec,
    ]
  }

  private static func model(_ version: String, router: JSONValue = ["gatewayAPI": [:]]) -> JSONValue {
    var model = Manifest.model(version)
    model[["spec", "traffic"]] = ["router": router]
    // The load of the simulated world goes by Services alone: a step has no evidence, and is passed all the same.
    model[["spec", "analysis", "inconclusiveAfter"]] = "10s"
    model[["spec", "analysis", "onInconclusive"]] = "Promote"
    return model
  }

  private func route(_ bench: Bench, _ name: String = "fraud") -> JSONValue? {
    let answer = bench.call(.get, Self.routes + "/" + name)
    return answer["kind"]?.string == "HTTPRoute" ? answer : nil
  }

  /// A bench whose first version serves by a route that is confirmed.
  private func serving() -> Bench {
    let bench = Bench()
    bench.call(.post, Self.definitions, LocalGateway.definition)
    bench.start()
    bench.apply(Self.model("1"))
    let isHealthy = bench.run(atMost: 30) {
      confirm(bench); return bench.status().phase == .healthy
    }
    #expect(isHealthy)
    return bench
  }

  /// What a gateway's controller does: it takes every state of every route.
  private func confirm(_ bench: Bench) {
    for route in bench.call(.get, Self.routes)["items"]?.elements ?? [] {
      let generation = route[["metadata", "generation"]]?.integer ?? 0
      guard route[["status", "parents"]]?[0]?["conditions"]?[0]?["observedGeneration"]?.integer != generation else {
        continue
      }
      let parents = (route[["spec", "parentRefs"]]?.elements ?? []).map { parent -> JSONValue in
        [
          "parentRef": parent, "controllerName": "test/gateway",
          "conditions": [
            [
              "type": "Accepted", "status": "True", "reason": "Accepted", "message": "",
              "observedGeneration": .integer(generation), "lastTransitionTime": "2026-01-01T00:00:00Z",
            ]
          ],
        ]
      }
      bench.call(
        .patch, Self.routes + "/\(route[["metadata", "name"]]?.string ?? "")/status",
        ["status": ["parents": .array(parents)]])
    }
  }

  private func condition(_ bench: Bench) -> KubeCore.Condition? { bench.status().conditions["RouterReady"] }

  private func weights(_ bench: Bench, _ name: String = "fraud") -> [String: Int64] {
    let backends = route(bench, name)?[["spec", "rules"]]?[0]?["backendRefs"]?.elements ?? []
    return backends.reduce(into: [:]) { $0[$1["name"]?.string ?? ""] = $1["weight"]?.integer ?? 1 }
  }

  @Test("moves weights in its route, and waits for the gateway at each")
  func canary() throws {
    let bench = Bench()
    bench.call(.post, Self.definitions, LocalGateway.definition)
    bench.start()
    let play = Play(ending: .promoted)
    bench.apply(Self.model("1"))
    bench.run(atMost: 10)
    #expect(condition(bench)?.reason == "RouteUnconfirmed")
    #expect(
      bench.run(atMost: 30) {
        confirm(bench); return bench.status().phase == .healthy
      })
    #expect(bench.status().router == "HTTPRoute")
    #expect(condition(bench)?.status == .true)
    bench.apply(Self.model("2"))
    var seen: Set<[String: Int64]> = []
    let isOver = bench.run(atMost: Play.limit) {
      confirm(bench)
      seen.insert(weights(bench))
      // Past the router everybody is served by what is good.
      let pinned = bench.selector()?[SlipwayLabels.revision]
      #expect(
        pinned == play.first || bench.status().candidate?.weight == .whole || pinned == bench.status().stable?.revision)
      return bench.status().stable?.revision == play.second && bench.status().candidate == nil
    }
    #expect(isOver)
    let (first, second) = ("fraud-\(play.first)", "fraud-\(play.second)")
    #expect(seen.contains([first: 7_500, second: 2_500]) && seen.contains([first: 5_000, second: 5_000]), "\(seen)")
    bench.run(atMost: 30) {
      confirm(bench); return weights(bench) == [second: 10_000]
    }
    #expect(weights(bench) == [second: 10_000])
    bench.stop()
  }

  @Test("whose kind is missing says so, touches nothing, and goes on once it is there")
  func missingKind() throws {
    let bench = Bench()
    bench.start()
    bench.apply(Self.model("1"))
    bench.run(atMost: 20)
    #expect(condition(bench)?.reason == "RouterKindMissing")
    #expect(condition(bench)?.message?.contains("httproutes.gateway.networking.k8s.io") == true)
    #expect(bench.eventReasons.contains("RouterKindMissing"))
    // Another deployment does not mind.
    bench.apply(Manifest.model("1", name: "other"))
    #expect(bench.run(atMost: 30) { bench.isSettled("ml/other", rollouts: 1) })
    bench.call(.post, Self.definitions, LocalGateway.definition)
    #expect(
      bench.run(atMost: 90) {
        confirm(bench); return bench.status().phase == .healthy
      })
    #expect(condition(bench)?.status == .true)
    bench.stop()
  }

  @Test("does not take over a route of another owner")
  func foreignRoute() throws {
    let bench = Bench()
    bench.call(.post, Self.definitions, LocalGateway.definition)
    bench.call(.post, Self.routes, Self.route("fraud", ["hostnames": ["shop.example.com"]]))
    bench.start()
    bench.apply(Self.model("1"))
    bench.run(atMost: 20)
    #expect(bench.status().conditions["Stalled"]?.reason == "NameTaken")
    #expect(bench.status().conditions["Stalled"]?.message?.contains("HTTPRoute `fraud`") == true)
    #expect(bench.eventReasons.contains("NameTaken"))
    #expect(route(bench)?["spec"] == ["hostnames": ["shop.example.com"]])
    bench.stop()
  }

  @Test("whose route the API server does not take says why, and goes on once it does")
  func rejected() throws {
    let bench = Bench()
    // The definition as it was before routes had weights.
    var old = LocalGateway.definition
    let backend = ["schema", "openAPIV3Schema", "properties", "spec"]
    var version = try #require(old[["spec", "versions"]]?[0])
    version[backend] = [
      "type": "object",
      "properties": [
        "rules": ["type": "array", "items": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]]
      ],
    ]
    old[["spec", "versions"]] = .array([version])
    bench.call(.post, Self.definitions, old)
    bench.start()
    bench.apply(Self.model("1"))
    bench.run(atMost: 40)
    #expect(condition(bench)?.reason == "RouteRejected")
    #expect(condition(bench)?.message?.contains("HTTPRoute `fraud`") == true, "\(condition(bench)?.message ?? "")")
    #expect(condition(bench)?.message?.contains(".spec.parentRefs") == true, "\(condition(bench)?.message ?? "")")
    #expect(bench.eventReasons.contains("RouteRejected"))
    let name = LocalGateway.definition[["metadata", "name"]]?.string ?? ""
    bench.call(.patch, Self.definitions + "/" + name, ["spec": ["versions": LocalGateway.definition[["spec", "versions"]] ?? []]])
    let goesOn = bench.run(atMost: 600) {
      confirm(bench); return bench.status().phase == .healthy && condition(bench)?.status == .true
    }
    #expect(goesOn)
    bench.stop()
  }

  @Test("puts its route right when somebody changes it, and says so")
  func reverted() throws {
    let bench = serving()
    bench.run(atMost: 3) {
      confirm(bench); return false
    }
    let before = weights(bench)
    bench.call(.patch, Self.routes + "/fraud", ["spec": ["rules": [["backendRefs": [["name": "web", "port": 80]]]]]])
    bench.run(atMost: 10) {
      confirm(bench); return false
    }
    #expect(weights(bench) == before)
    #expect(bench.eventReasons.contains("RouteReverted"))
    bench.stop()
  }

  @Test("whose controller never confirms says so once, after a minute, and leaves the stable version where it is")
  func overdue() throws {
    let bench = serving()
    bench.run(atMost: 3) {
      confirm(bench); return false
    }
    let first = Play(ending: .promoted).first
    // From here on the controller is silent.
    bench.apply(Self.model("2"))
    bench.run(atMost: 30) { condition(bench)?.reason == "RouteUnconfirmed" }
    bench.run(atMost: 30)
    #expect(condition(bench)?.reason == "RouteUnconfirmed")
    #expect(!bench.eventReasons.contains("RouteOverdue"))
    bench.run(atMost: 60)
    #expect(condition(bench)?.reason == "RouteOverdue")
    #expect(condition(bench)?.message?.contains("test/gateway") == true)
    #expect(bench.eventReasons.contains("RouteOverdue"))
    // The step has not begun, however long that takes, and the other version keeps all that it has.
    bench.run(atMost: 600)
    #expect(bench.status().stable?.revision == first)
    #expect(bench.status().step?.enteredTime == nil && bench.status().step?.index == 0)
    #expect(bench.selector()?[SlipwayLabels.revision] == first)
    #expect(bench.object("Deployment", "ml/fraud-\(first)")?[["spec", "replicas"]]?.integer == 3)
    let goesOn = bench.run(atMost: 30) {
      confirm(bench); return bench.status().step?.enteredTime != nil
    }
    #expect(goesOn)
    #expect(condition(bench)?.status == .true)
    bench.stop()
  }

  @Test("gives way to another: the Service, once that works, and its route goes")
  func change() throws {
    let bench = serving()
    bench.apply(Self.model("1", router: ["service": [:]]))
    #expect(bench.run(atMost: 20) { route(bench) == nil })
    #expect(bench.status().router == "Service")
    #expect(condition(bench) == nil)
    bench.stop()
  }

  @Test("attached to a route of the user's writes weights there, and puts back what it found before it goes")
  func attached() throws {
    let bench = Bench()
    bench.call(.post, Self.definitions, LocalGateway.definition)
    let spec: JSONValue = [
      "parentRefs": [["name": "public"]],
      "rules": [
        ["backendRefs": [["name": "fraud", "port": 80]], "timeouts": ["request": "2s"]],
        ["backendRefs": [["name": "web", "port": 80]]],
      ],
    ]
    bench.call(.post, Self.routes, Self.route("shop", spec))
    bench.start()
    bench.apply(Self.model("1", router: ["gatewayAPI": ["attach": ["name": "shop"]]]))
    #expect(
      bench.run(atMost: 40) {
        confirm(bench); return bench.status().phase == .healthy
      })
    let revision = Play(ending: .promoted).first
    #expect(weights(bench, "shop") == ["fraud-\(revision)": 10_000])
    #expect(route(bench, "shop")?[["spec", "rules"]]?[1] == spec["rules"]?[1])
    #expect(route(bench, "shop")?[["spec", "rules"]]?[0]?["timeouts"] == ["request": "2s"])
    #expect(route(bench) == nil)
    bench.apply(Self.model("2", router: ["gatewayAPI": ["attach": ["name": "shop"]]]))
    // In the end the route names what is there and nothing else: a gateway would refuse the rest.
    let second = Play(ending: .promoted).second
    let isOver = bench.run(atMost: Play.limit) {
      confirm(bench)
      return bench.status().stable?.revision == second && bench.children("Service", of: "ml/fraud").count == 2
    }
    #expect(isOver)
    #expect(weights(bench, "shop") == ["fraud-\(second)": 10_000])
    bench.call(.delete, Manifest.path("ml") + "/fraud")
    bench.run(atMost: 20)
    #expect(route(bench, "shop")?["spec"] == spec)
    #expect(route(bench, "shop")?[["metadata", "annotations"]]?.object?.isEmpty ?? true)
    #expect(bench.object("ModelDeployment", "ml/fraud") == nil)
    bench.stop()
  }
}
