import CurlTransport
import KubeClient
import KubeCore
import KubeRuntime
import KubeTypes
import Testing

@testable import LocalCluster

/// Pods that serve HTTP, behind a Service, with requests under way.
@Suite(.timeLimit(.minutes(1))) struct ServiceProxyTests {
  private static let service = ObjectKey(namespace: "default", name: "web")

  /// A server that answers with its pod's name, on the pod's own address, and finishes its requests before it ends.
  private static let server = """
    import http.server, os, signal, threading
    class Handler(http.server.BaseHTTPRequestHandler):
      def do_GET(self):
        body = os.environ["POD"].encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
      def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        reply = (self.path + " " + self.headers.get("X-Test", "none") + " ").encode() + body
        self.send_response(201)
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)
      def log_message(self, *arguments): pass
    class Server(http.server.ThreadingHTTPServer):
      daemon_threads = False
      request_queue_size = 128
    server = Server((os.environ["IP"], 8080), Handler)
    signal.signal(signal.SIGTERM, lambda *arguments: threading.Thread(target=server.shutdown).start())
    server.serve_forever()
    server.server_close()
    """

  private static let images = ["web:1": ["/usr/bin/env", "python3", "-c", server]]

  @Test func requestsAreSpreadEvenly() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: Self.images) { cluster in
      try await start(cluster, replicas: 3)
      let address = try await cluster.proxy.address(of: Self.service)
      let client = CurlClient(configuration: .loopback)
      var answers: [String: Int] = [:]
      for _ in 0..<300 {
        let response = try await client.send(CurlRequest(url: "http://\(address)/"))
        #expect(response.status == 200)
        answers[String(decoding: try await response.body.collect(upTo: 100), as: UTF8.self), default: 0] += 1
      }
      // Pearson's statistic with 2 degrees of freedom; 13.8 is exceeded once in a thousand. The seed is 1.
      let deviation = answers.values.map { Double(($0 - 100) * ($0 - 100)) / 100 }.reduce(0, +)
      #expect(answers.count == 3)
      #expect(deviation < 13.8)
      let counts = try #require(cluster.proxy.counts[Self.service])
      #expect(counts.requests == 300)
      #expect(counts.byEndpoint.values.reduce(0, +) == 300)
      #expect(Set(counts.byEndpoint.map { [$0.pod: $1] }) == Set(answers.map { [$0: $1] }))
      #expect(counts.dropped == 0)
    }
  }

  @Test func requestsArePassedOnWhole() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: Self.images) { cluster in
      try await start(cluster, replicas: 1)
      let address = try await cluster.proxy.address(of: Self.service)
      let client = CurlClient(configuration: .loopback)
      let response = try await client.send(
        CurlRequest(
          method: "POST", url: "http://\(address)/v2/models/a%20b/infer?x=1&y=%2F",
          headers: ["X-Test": "yes", "Connection": "X-Dropped", "X-Dropped": "1"], body: Array("body".utf8)))
      #expect(response.status == 201)
      let body = String(decoding: try await response.body.collect(upTo: 1000), as: UTF8.self)
      #expect(body == "/v2/models/a%20b/infer?x=1&y=%2F yes body")
    }
  }

  @Test func withoutAReadyEndpointTheAnswerSaysSo() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: Self.images) { cluster in
      try await start(cluster, replicas: 0)
      let address = try await cluster.proxy.address(of: Self.service)
      let response = try await CurlClient(configuration: .loopback).send(CurlRequest(url: "http://\(address)/"))
      #expect(response.status == 503)
      let body = try JSONParser.parse(try await response.body.collect(upTo: 1000))
      #expect(body == ["error": "no endpoint is ready", "service": "default/web", "status": 503])
      #expect(cluster.proxy.counts[Self.service]?.unserved == 1)
    }
  }

  @Test func theAddressIsPublishedAndKept() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: Self.images) { cluster in
      try await start(cluster, replicas: 0)
      let address = try await cluster.proxy.address(of: Self.service)
      let services = cluster.client.api(KubeTypes.Service.self, namespace: "default")
      func isPublished() async throws -> Bool {
        try await services.get("web").metadata.annotations?[ServiceProxy.addressAnnotation] == address
      }
      try await waitUntil(isPublished)
      _ = try await services.patch(
        "web", .merge(["metadata": ["annotations": [ServiceProxy.addressAnnotation: "wrong"]]]))
      try await waitUntil(isPublished)
    }
  }

  /// Every pod is replaced while requests are under way; none may be lost.
  @Test func noRequestIsDroppedWhilePodsComeAndGo() async throws {
    try await withLocalCluster(SimulatedAPIServer.make(), images: Self.images) { cluster in
      try await start(cluster, replicas: 2)
      let address = try await cluster.proxy.address(of: Self.service)
      let client = CurlClient(configuration: .loopback)
      let isOver = Shared(false)
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<4 {
          group.addTask {
            var count = 0
            while !isOver.withLock({ $0 }) {
              let response = try await client.send(CurlRequest(url: "http://\(address)/"))
              _ = try await response.body.collect(upTo: 100)
              #expect(response.status == 200)
              count += 1
            }
            return count
          }
        }
        let pods = cluster.client.api(Pod.self, namespace: "default")
        for pod in try await pods.list().items {
          try await cluster.waitForEndpoints(2, of: "web")
          try await pods.delete(pod.metadata.name ?? "", DeleteOptions(gracePeriodSeconds: 5))
          try await cluster.waitForPods { !$0.contains { $0.metadata.uid == pod.metadata.uid } }
        }
        // The last pod that came must have had its part, too.
        while cluster.proxy.counts[Self.service]?.byEndpoint.count ?? 0 < 3 { await Task.yield() }
        isOver.withLock { $0 = true }
        var total = 0
        for try await count in group { total += count }
        let counts = try #require(cluster.proxy.counts[Self.service])
        #expect(counts.requests == total)
        #expect(counts.byEndpoint.count >= 3)
        #expect(counts.dropped == 0)
        #expect(counts.unserved == 0)
      }
    }
  }

  private func start(_ cluster: RunningCluster, replicas: Int) async throws {
    let labels = ["app": "web"]
    var container = Container(name: "main", image: "web:1")
    container.env = [
      EnvVar(name: "POD", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "metadata.name"))),
      EnvVar(name: "IP", valueFrom: EnvVarSource(fieldRef: .init(fieldPath: "status.podIP"))),
    ]
    container.ports = [ContainerPort(name: "http", containerPort: 8080)]
    container.readinessProbe = Probe(httpGet: .init(path: "/", port: "http"), periodSeconds: 1)
    let template = PodTemplateSpec(metadata: ObjectMeta(labels: labels), spec: PodSpec(containers: [container]))
    _ = try await cluster.client.api(Deployment.self, namespace: "default").create(
      Deployment(
        metadata: ObjectMeta(name: "web", namespace: "default"),
        spec: DeploymentSpec(replicas: replicas, selector: LabelSelector(matchLabels: labels), template: template)))
    _ = try await cluster.client.api(KubeTypes.Service.self, namespace: "default").create(
      .web(port: ServicePort(port: 80, targetPort: "http")))
    try await cluster.waitForEndpoints(replicas, of: "web")
  }
}

extension CurlConfiguration {
  fileprivate static var loopback: CurlConfiguration {
    var configuration = CurlConfiguration()
    configuration.proxy = .none
    return configuration
  }
}
