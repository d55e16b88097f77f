import CurlTransport
import HTTPTypes
import Hummingbird
import KubeCore
import KubeRuntime
import KubeTypes
import NIOCore
import Testing

@testable import LocalCluster

/// Real requests over loopback, divided by an HTTPRoute whose parent is the Service.
@Suite(.timeLimit(.minutes(2))) struct RouteTrafficTests {
  private static let apex = ObjectKey(namespace: "default", name: "fraud")
  private static let revisions = ["stable", "canary"]

  @Test("10,000 requests at 5% land within the binomial bound")
  func shares() async throws {
    try await withRevisions { world in
      world.route(rules: [Self.rule(weights: [95, 5])])
      let answers = try await world.send(10_000)
      // Four standard deviations of a binomial: 4 · √(10,000 · 0.05 · 0.95) = 87. The seed is 5.
      #expect(answers["canary"].map { abs($0 - 500) <= 87 } == true, "\(answers)")
      #expect(answers["stable", default: 0] + answers["canary", default: 0] == 10_000, "\(answers)")
    }
  }

  @Test("a mirror gets its copies and answers nobody")
  func mirrors() async throws {
    try await withRevisions { world in
      var rule = Self.rule(weights: [100, 0])
      rule["filters"] = [
        [
          "type": "RequestMirror",
          "requestMirror": ["backendRef": ["name": "fraud-canary", "port": 80], "percent": 20],
        ]
      ]
      world.route(rules: [rule])
      let answers = try await world.send(1_000)
      #expect(answers == ["stable": 1_000])
      // Four standard deviations: 4 · √(1,000 · 0.2 · 0.8) = 51.
      let counts = world.counts
      #expect(abs(counts.mirrored + counts.unmirrored - 200) <= 51, "\(counts)")
      #expect(counts.byEndpoint.values.reduce(0, +) == 1_000)
    }
  }

  @Test("headers, cookies, parameters and methods pick a revision before the shares do")
  func matches() async throws {
    try await withRevisions { world in
      let matches: [JSONValue] = [
        ["headers": [["name": "x-model", "value": "canary"]]],
        ["headers": [["type": "RegularExpression", "name": "Cookie", "value": "(.*; ?)?arm=b(;.*)?"]]],
        ["queryParams": [["name": "model", "value": "b c"]]], ["method": "PUT"],
      ]
      world.route(rules: [
        ["matches": .array(matches), "backendRefs": [["name": "fraud-canary", "port": 80]]],
        Self.rule(weights: [1, 0]),
      ])
      for _ in 0..<20 {
        let answers = [
          try await world.answer(), try await world.answer(fields: ["x-model": "other"]),
          try await world.answer(fields: ["x-model": "canary"]),
          try await world.answer(fields: ["cookie": "a=1; arm=b"]),
          try await world.answer(path: "/v2/infer?model=b+c"), try await world.answer(method: .put),
        ]
        #expect(answers == ["stable", "stable", "canary", "canary", "canary", "canary"])
      }
    }
  }

  @Test("no request is dropped while the weights change under load, from one end to the other")
  func switches() async throws {
    try await withRevisions { world in
      world.route(rules: [Self.rule(weights: [10_000, 0])])
      let answers = try await withThrowingTaskGroup(of: [String: Int].self) { group in
        for _ in 0..<8 { group.addTask { try await world.send(250) } }
        group.addTask {
          for weight in [0, 1, 2_500, 10_000, 9_999, 5_000, 0, 10_000] {
            _ = try await world.send(20)
            world.route(rules: [Self.rule(weights: [10_000 - weight, weight])])
          }
          return [:]
        }
        var sum: [String: Int] = [:]
        for try await part in group { sum.merge(part, uniquingKeysWith: +) }
        return sum
      }
      #expect(answers.values.reduce(0, +) == 2_000, "\(answers)")
      #expect(Set(answers.keys).isSubset(of: Set(Self.revisions)))
      #expect(world.counts.dropped == 0 && world.counts.unserved == 0)
      // What is switched is switched: nothing goes to the other one any more.
      let last = try await world.send(100)
      #expect(last == ["canary": 100])
    }
  }

  @Test("a request that no rule takes is refused, and so is one without a backend")
  func refusals() async throws {
    try await withRevisions { world in
      world.route(rules: [["matches": [["path": ["type": "PathPrefix", "value": "/v2"]]], "backendRefs": []]])
      let answers = [
        try await world.answer(path: "/v1"), try await world.answer(path: "/v2/x"),
        try await world.answer(path: "/v22"),
      ]
      #expect(answers == ["404", "503", "404"])
    }
  }

  private static func rule(weights: [Int]) -> JSONValue {
    [
      "matches": [["path": ["type": "PathPrefix", "value": "/"]]],
      "backendRefs": .array(
        zip(revisions, weights).map {
          ["name": .string("fraud-\($0)"), "port": 80, "weight": .integer(Int64($1))]
        }),
    ]
  }

  /// A Service, its two revisions that answer with their names, and the proxy's part between.
  private struct World: Sendable {
    let forwarder: RequestForwarder

    var counts: ProxyCounts { forwarder.state.withLock { $0.counts[RouteTrafficTests.apex] ?? ProxyCounts() } }

    func route(rules: [JSONValue]) {
      let route: JSONValue = [
        "metadata": ["name": "fraud", "namespace": "default"],
        "spec": [
          "parentRefs": [["group": "", "kind": "Service", "name": "fraud", "port": 80]], "rules": .array(rules),
        ],
      ]
      guard let parsed = try? JSONCoding.decode(LocalRoute.self, from: route) else { return }
      forwarder.state.withLock { $0.routes.apply(parsed) }
    }

    func answer(
      method: HTTPRequest.Method = .get, path: String = "/", fields: [String: String] = [:]
    ) async throws -> String {
      var head = HTTPRequest(method: method, scheme: "http", authority: "fraud", path: path)
      for (name, value) in fields { if let name = HTTPField.Name(name) { head.headerFields[name] = value } }
      let response = try await forwarder.respond(to: Request(head: head, body: RequestBody(buffer: ByteBuffer())))
      guard response.status == .ok else { return "\(response.status.code)" }
      return response.headers[Self.revision] ?? ""
    }

    /// How often each revision has answered so many requests.
    func send(_ count: Int) async throws -> [String: Int] {
      var answers: [String: Int] = [:]
      for _ in 0..<count { answers[try await answer(), default: 0] += 1 }
      return answers
    }

    static let revision = HTTPField.Name("x-revision") ?? .server
  }

  private func withRevisions(_ body: @escaping @Sendable (World) async throws -> Void) async throws {
    let pool = try LoopbackPool()
    try await withThrowingTaskGroup(of: Void.self) { group in
      var state = ProxyState(random: .seeded(5))
      for revision in Self.revisions {
        let host = try pool.take()
        let listener = HTTPListener(
          host: host, gate: ServerGate(), builder: .http1(), logger: .quiet,
          handler: { _, _ in Response(status: .ok, headers: [World.revision: revision]) })
        let port = Arrival<Int>()
        group.addTask { try await listener.run { port.settle(.success($0)) } }
        let number = try await port.value()
        state.table.apply(.revision("fraud-\(revision)", port: number))
        state.table.apply(.web("fraud-\(revision)-1", labels: ["app": "fraud-\(revision)"], address: host))
      }
      state.table.apply(.revision("fraud", port: 80))
      var configuration = CurlConfiguration()
      configuration.proxy = .none
      let (shared, client) = (Shared(state), CurlClient(configuration: configuration))
      let mirrors = MirrorDesk(state: shared)
      group.addTask { await mirrors.run(client) }
      try await body(
        World(forwarder: RequestForwarder(service: Self.apex, client: client, state: shared, mirrors: mirrors)))
      group.cancelAll()
    }
  }
}

extension KubeTypes.Service {
  fileprivate static func revision(_ name: String, port: Int) -> KubeTypes.Service {
    KubeTypes.Service(
      metadata: ObjectMeta(name: name, namespace: "default"),
      spec: ServiceSpec(selector: ["app": name], ports: [ServicePort(port: 80, targetPort: .integer(port))]))
  }
}
