import KubeCore
import KubeTypes
import Testing

@testable import KubeClient

/// A typed change to an object keeps all that the type does not know.
@Suite struct StoredTests {
  private static let tree: JSONValue = [
    "apiVersion": "apps/v1", "kind": "Deployment",
    "metadata": ["name": "web", "resourceVersion": "5", "managedFields": [["manager": "x"]], "selfLink": "/x"],
    "spec": [
      "replicas": 2, "futureField": ["deep": [1, 2]], "selector": ["matchLabels": ["app": "web"]],
      "template": [
        "metadata": ["labels": ["app": "web"]],
        "spec": [
          "containers": [
            ["name": "a", "image": "a:1", "lifecycle": ["preStop": ["sleep": ["seconds": 5]]]],
            ["name": "b", "image": "b:1", "stdin": true],
          ],
          "hostAliases": [["ip": "10.0.0.1"]],
        ],
      ],
    ],
  ]

  private func edited(_ change: (inout Deployment) -> Void) throws -> (tree: JSONValue, patch: JSONValue?) {
    var stored = try Stored<Deployment>(Self.tree)
    change(&stored.object)
    return (try stored.edited(), try stored.patch().map { try JSONParser.parse($0.body) })
  }

  @Test("a changed field is all that is sent, for the version that was read")
  func scalar() throws {
    let result = try edited { $0.spec?.replicas = 3 }
    #expect(result.patch == ["metadata": ["resourceVersion": "5"], "spec": ["replicas": 3]])
    #expect(result.tree["spec"]?["futureField"] == Self.tree["spec"]?["futureField"])
  }

  @Test("no change is no patch")
  func none() throws {
    #expect(try edited { _ in }.patch == nil)
  }

  @Test("a field that is taken away is removed, one that is unknown is not")
  func removal() throws {
    let result = try edited { $0.spec?.replicas = nil }
    #expect(result.patch?["spec"]?["replicas"] == .null)
    #expect(result.tree["spec"]?["futureField"] != nil)
  }

  @Test("elements of lists keep their unknown fields, however the list is changed")
  func lists() throws {
    let result = try edited { deployment in
      deployment.spec?.template.spec.containers[1].image = "b:2"
      deployment.spec?.template.spec.containers.reverse()
      deployment.spec?.template.spec.containers.append(Container(name: "c", image: "c:1"))
    }
    let containers = result.tree[["spec", "template", "spec", "containers"]]?.elements
    #expect(
      containers == [
        ["name": "b", "image": "b:2", "stdin": true],
        ["name": "a", "image": "a:1", "lifecycle": ["preStop": ["sleep": ["seconds": 5]]]],
        ["name": "c", "image": "c:1"],
      ])
    #expect(result.tree[["spec", "template", "spec", "hostAliases"]] == [["ip": "10.0.0.1"]])
  }

  @Test("an element that goes takes its unknown fields along, and no others")
  func removedElement() throws {
    let result = try edited { $0.spec?.template.spec.containers.removeFirst() }
    #expect(
      result.tree[["spec", "template", "spec", "containers"]] == [["name": "b", "image": "b:1", "stdin": true]])
  }

  @Test("an element of another name is another element")
  func renamedElement() throws {
    let result = try edited { $0.spec?.template.spec.containers[0].name = "new" }
    #expect(
      result.tree[["spec", "template", "spec", "containers"]]?[0] == ["name": "new", "image": "a:1"])
  }

  @Test("random changes: what the type does not know is never touched")
  func randomly() throws {
    var generator = SeededLots(seed: 42)
    for round in 0..<500 {
      let result = try edited { deployment in
        for _ in 0..<Int.random(in: 1...4, using: &generator) { mutate(&deployment, &generator) }
      }
      #expect(result.tree["spec"]?["futureField"] == Self.tree["spec"]?["futureField"], "round \(round), seed 42")
      #expect(result.tree["metadata"]?["selfLink"] == "/x", "round \(round), seed 42")
      for container in result.tree[["spec", "template", "spec", "containers"]]?.elements ?? [] {
        if container["name"] == "a" { #expect(container["lifecycle"] != nil, "round \(round), seed 42") }
        if container["name"] == "b" { #expect(container["stdin"] == true, "round \(round), seed 42") }
      }
      // The server would come to the same object.
      if let patch = result.patch {
        var merged = MergePatch.apply(patch, to: Self.tree)
        merged[["metadata", "resourceVersion"]] = Self.tree["metadata"]?["resourceVersion"]
        #expect(merged == result.tree, "round \(round), seed 42")
      }
    }
  }

  private func mutate(_ deployment: inout Deployment, _ generator: inout SeededLots) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: deployment.spec?.replicas = Int.random(in: 0..<5, using: &generator)
    case 1: deployment.metadata.labels = ["l": "\(Int.random(in: 0..<9, using: &generator))"]
    case 2: deployment.spec?.template.spec.containers.shuffle(using: &generator)
    case 3:
      let name = "n\(Int.random(in: 0..<99, using: &generator))"
      if deployment.spec?.template.spec.containers.contains(where: { $0.name == name }) == false {
        deployment.spec?.template.spec.containers.insert(Container(name: name), at: 0)
      }
    case 4: deployment.spec?.template.spec.containers[0].args = ["--x"]
    default: deployment.metadata.finalizers = ["example.com/hold"]
    }
  }
}

/// A reproducible sequence (SplitMix64).
struct SeededLots: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
