import KubeCore
import KubeTypes
import SlipwayAPI
import Testing

@testable import Workloads

@Suite("What is kept of a revision")
struct RevisionRecordTests {
  private func deployment(_ runtime: (inout ModelRuntime) -> Void = { _ in }) -> ModelDeployment {
    var metadata = ObjectMeta(name: "fraud", namespace: "ml")
    metadata.uid = "u1"
    var spec = ModelDeploymentSpec()
    spec.model.uri = "s3://models/fraud/12"
    spec.runtime.image = "registry.example/server:1"
    runtime(&spec.runtime)
    return ModelDeployment(metadata: metadata, spec: spec)
  }

  @Test("comes back from the API server as it was")
  func roundTrip() throws {
    let deployment = deployment { $0.env = [Self.variable("configMapKeyRef", "limits")] }
    let record = try RevisionRecord(deployment)
    let stored = record.controllerRevision(place: 7, of: deployment)
    #expect(stored.metadata.name == "fraud-\(deployment.revision)")
    #expect(stored.metadata.controller?.uid == "u1")
    #expect(stored.revision == 7)
    let read = try JSONCoding.decode(ControllerRevision.self, from: stored.tree())
    #expect(RevisionRecord(read) == record)
    #expect(record.modelURI == "s3://models/fraud/12")
  }

  @Test("is made of nothing that is not understood")
  func rejects() throws {
    let deployment = deployment()
    var stored = try RevisionRecord(deployment).controllerRevision(place: 1, of: deployment)
    stored.data?["form"] = 2
    #expect(RevisionRecord(stored) == nil)
    stored.data = nil
    #expect(RevisionRecord(stored) == nil)
  }

  /// Pods of this template are in clusters: a change here restarts every model that is made again.
  @Test("holds the pods that it has always held")
  func golden() throws {
    let template = try RevisionRecord(deployment()).template
    let digest = SHA256.digest(of: JSONWriter.write(template, style: .canonical)).prefix(8)
    let text = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(text == "85e8463952343245", "\(String(decoding: JSONWriter.write(template, style: .canonical), as: UTF8.self))")
  }

  @Test("names copies of the ConfigMaps and Secrets that the user's template names")
  func snapshots() throws {
    let record = try RevisionRecord(
      deployment { runtime in
        runtime.snapshots = [.configMaps, .secrets]
        runtime.env = [Self.variable("configMapKeyRef", "limits"), Self.variable("secretKeyRef", "token", "TOKEN")]
        runtime.volumes = [
          ["name": "a", "configMap": ["name": "limits", "optional": true]],
          ["name": "b", "secret": ["secretName": "certificate"]],
          ["name": "c", "projected": ["sources": [["secret": ["name": "token"]], ["configMap": ["name": "rules"]]]]],
        ]
        runtime.template = ["spec": ["containers": [["name": "model", "envFrom": [["configMapRef": ["name": "all"]]]]]]]
      })
    #expect(record.snapshots.map(\.source) == ["limits", "token", "all", "certificate", "rules"])
    #expect(record.snapshots.allSatisfy { !$0.isOptional && $0.copy.hasPrefix("fraud-\(record.revision)-") })
    #expect(Set(record.snapshots.map(\.copy)).count == 5)
    let spec = try #require(record.template["spec"])
    func copy(_ source: String) -> JSONValue? {
      record.snapshots.first { $0.source == source }.map { .string($0.copy) }
    }
    let container = spec["containers"]?[0]
    #expect(container?["envFrom"]?[0]?["configMapRef"]?["name"] == copy("all"))
    let variables = container?["env"]?.elements ?? []
    #expect(variables.compactMap { $0["valueFrom"]?["secretKeyRef"]?["name"] } == [copy("token")])
    #expect(spec["volumes"]?[0]?["configMap"]?["name"] == copy("limits"))
    #expect(spec["volumes"]?[1]?["secret"]?["secretName"] == copy("certificate"))
    let sources = spec["volumes"]?[2]?["projected"]?["sources"]
    #expect(sources?[0]?["secret"]?["name"] == copy("token"))
    #expect(sources?[1]?["configMap"]?["name"] == copy("rules"))
  }

  @Test("leaves alone what is not to be copied", arguments: [[], [SnapshotKind.configMaps]])
  func optOut(kinds: [SnapshotKind]) throws {
    let record = try RevisionRecord(
      deployment { runtime in
        runtime.snapshots = kinds
        runtime.env = [Self.variable("configMapKeyRef", "limits"), Self.variable("secretKeyRef", "token", "TOKEN")]
      })
    #expect(record.snapshots.map(\.kind) == kinds)
    #expect(JSONWriter.write(record.template).contains(Array(#""name":"token""#.utf8)))
  }

  @Test("lets nobody change the labels by which its objects find each other")
  func labels() throws {
    let deployment = deployment { runtime in
      runtime.template = ["metadata": ["labels": ["team": "risk", "slipway.dev/revision": "other"]]]
    }
    let labels = try RevisionRecord(deployment).template["metadata"]?["labels"]?.stringMap ?? [:]
    #expect(labels["team"] == "risk")
    #expect(labels["slipway.dev/revision"] == deployment.revision)
  }

  private static func variable(_ kind: String, _ source: String, _ name: String = "LIMIT") -> EnvironmentVariable {
    var variable = EnvironmentVariable(name: name, value: "")
    variable.valueFrom = [kind: ["name": .string(source), "key": "k"]]
    return variable
  }
}

extension Array where Element: Equatable {
  fileprivate func contains(_ part: [Element]) -> Bool {
    guard part.count <= count else { return false }
    return (0...count - part.count).contains { self[$0..<$0 + part.count].elementsEqual(part) }
  }
}
