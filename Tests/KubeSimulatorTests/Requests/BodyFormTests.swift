import KubeClient
import KubeCore
import Testing

@testable import KubeSimulator

/// Bodies in protobuf and in YAML.
@Suite struct BodyFormTests {
  /// A body as client-go writes it: four bytes, then `runtime.Unknown` with version, kind and object.
  private func envelope(_ apiVersion: String, _ kind: String, _ object: [UInt8]) -> [UInt8] {
    Array("k8s\0".utf8) + field(1, field(1, text: apiVersion) + field(2, text: kind)) + field(2, object)
      + field(3, text: "") + field(4, text: "")
  }

  private func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
    varint(number << 3 | 2) + varint(bytes.count) + bytes
  }

  private func field(_ number: Int, text: String) -> [UInt8] { field(number, Array(text.utf8)) }

  private func field(_ number: Int, integer: Int) -> [UInt8] { varint(number << 3) + varint(integer) }

  private func varint(_ number: Int) -> [UInt8] {
    var (rest, bytes) = (UInt64(bitPattern: Int64(number)), [UInt8]())
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(rest)]
  }

  private func send(
    _ cluster: inout TestCluster, _ path: String, _ type: String, _ body: [UInt8]
  ) throws -> (status: Int, object: JSONValue) {
    var request = cluster.makeRequest(.post, path, [:])
    request.headers = [
      KubeRequest.Field("Content-Type", type), KubeRequest.Field("Accept", "\(RequestBody.protobuf),application/json"),
    ]
    request.body = body
    let answer = cluster.cluster.handle(request, at: cluster.now)
    guard case .bytes(let bytes) = answer.body else { throw CancellationError() }
    return (answer.status, try JSONParser.parse(bytes))
  }

  @Test func aNamespaceInProtobuf() throws {
    var cluster = TestCluster()
    // As `kubectl create namespace` sends it: the zero time is an empty message.
    let metadata =
      field(1, text: "mine") + field(2, text: "") + field(8, []) + field(11, field(1, text: "a") + field(2, text: "b"))
    let body = envelope("v1", "Namespace", field(1, metadata) + field(2, []) + field(3, field(1, text: "")))
    let answer = try send(&cluster, "/api/v1/namespaces", RequestBody.protobuf, body)
    #expect(answer.status == 201, "\(answer.object)")
    #expect(answer.object.name == "mine")
    #expect(answer.object.labels["a"] == "b")
    #expect(answer.object["status"]?["phase"] == "Active")
  }

  @Test func everySortOfFieldInProtobuf() throws {
    let port =
      field(1, text: "http") + field(2, text: "TCP") + field(3, integer: 80)
      + field(4, field(1, integer: 1) + field(2, integer: 0) + field(3, text: "web")) + field(5, integer: -1)
    let spec = field(1, port) + field(2, field(1, text: "app") + field(2, text: "web")) + field(13, integer: 1)
    let body = envelope("v1", "Service", field(1, field(1, text: "web")) + field(2, spec) + field(99, text: "newer"))
    let object = try #require(RequestBody.json(protobuf: body) { _, kind in kind })
    #expect(object["kind"] == "Service")
    #expect(
      object["spec"] == [
        "ports": [["name": "http", "protocol": "TCP", "port": 80, "targetPort": "web", "nodePort": -1]],
        "selector": ["app": "web"], "publishNotReadyAddresses": true,
      ])
    let data = field(2, field(1, text: "key") + field(2, [0, 255]))
    let secret = RequestBody.json(protobuf: envelope("v1", "Secret", data)) { _, kind in kind }
    #expect(secret?["data"] == ["key": "AP8="])
    let limits = field(1, field(1, text: "cpu") + field(2, field(1, text: "100m")))
    let container = field(2, field(8, limits))
    let pod = RequestBody.json(protobuf: envelope("v1", "Pod", field(2, container))) { _, kind in kind }
    #expect(pod?["spec"]?["containers"]?[0]?["resources"] == ["limits": ["cpu": "100m"]])
    let times = field(8, field(1, integer: 1_790_000_000) + field(2, integer: 5))
    let timed = RequestBody.json(protobuf: envelope("v1", "ConfigMap", field(1, times))) { _, kind in kind }
    #expect(timed?.creationTime == Timestamp(seconds: 1_790_000_000))
    let extra = field(1, text: "scopes") + field(2, field(1, text: "a") + field(1, text: "b"))
    let review = RequestBody.json(
      protobuf: envelope("authorization.k8s.io/v1", "SubjectAccessReview", field(2, field(5, extra)))
    ) {
      _, kind in kind
    }
    #expect(review?["spec"]?["extra"] == ["scopes": ["a", "b"]])
  }

  @Test(arguments: [
    Array("k8s".utf8), Array("{}".utf8), Array("k8s\0".utf8) + [0xFF], Array("k8s\0".utf8) + [0x12, 0x05, 0x01],
    Array("k8s\0".utf8) + [0x08, 0x01],
    Array("k8s\0".utf8) + [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
  ])
  func brokenProtobufIsRefused(bytes: [UInt8]) throws {
    #expect(RequestBody.json(protobuf: bytes) { _, kind in kind } == nil)
    var cluster = TestCluster()
    #expect(try send(&cluster, "/api/v1/namespaces", RequestBody.protobuf, bytes).status == 400)
  }

  @Test func customResourcesHaveNoProtobuf() throws {
    var cluster = TestCluster()
    cluster.post(
      "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
      [
        "metadata": ["name": "things.example.org"],
        "spec": [
          "group": "example.org", "scope": "Cluster", "names": ["kind": "Thing", "plural": "things"],
          "versions": [
            ["name": "v1", "served": true, "storage": true, "schema": ["openAPIV3Schema": ["type": "object"]]]
          ],
        ],
      ])
    let body = envelope("example.org/v1", "Thing", field(1, field(1, text: "a")))
    #expect(try send(&cluster, "/apis/example.org/v1/things", RequestBody.protobuf, body).status == 415)
  }

  @Test func yamlNeedsAReader() throws {
    var cluster = TestCluster()
    let text = Array("metadata: {name: mine}\n".utf8)
    #expect(try send(&cluster, "/api/v1/namespaces", "application/yaml", text).status == 400)
    cluster.cluster.yamlReader = {
      $0 == text ? .success(["metadata": ["name": "mine"]]) : .failure(YAMLProblem(text: "yaml: odd"))
    }
    let answer = try send(&cluster, "/api/v1/namespaces", "application/yaml", text)
    #expect(answer.status == 201)
    #expect(answer.object.name == "mine")
  }
}
