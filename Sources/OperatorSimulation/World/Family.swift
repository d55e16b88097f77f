import KubeCore
import SlipwayAPI
import Workloads

/// One ModelDeployment and what belongs to it, read once from each object: what most rules look at.
struct Family: Sendable {
  struct Pod: Sendable, Hashable {
    var uid: String
    var revision: String
    var isReady: Bool
    var labels: [String: String]
  }

  /// What a Deployment asks for.
  struct Wish: Sendable, Hashable {
    var revision: String
    var replicas: Int
  }

  /// The Service that clients talk to.
  struct Apex: Sendable, Hashable {
    var controller: String?
    var selector: [String: String]
    var version: String
  }

  let name: String
  private(set) var model: JSONValue?
  private(set) var status: ModelDeploymentStatus?
  private(set) var pods: [ObjectKey: Pod] = [:]
  private(set) var wishes: [ObjectKey: Wish] = [:]
  private(set) var apex: Apex?

  init(name: String) { self.name = name }

  var isEmpty: Bool { model == nil && pods.isEmpty && wishes.isEmpty && apex == nil }

  // MARK: What changes

  mutating func setModel(_ object: JSONValue?) {
    if object == nil || model == nil || object?["status"] != model?["status"] {
      status = object.map { ModelDeploymentStatus(json: $0["status"] ?? [:]) }
    }
    model = object
  }

  mutating func setApex(_ object: JSONValue?) {
    apex = object.map {
      Apex(
        controller: $0.controller?["uid"]?.string, selector: $0["spec"]?["selector"]?.stringMap ?? [:],
        version: $0["metadata"]?["resourceVersion"]?.string ?? "")
    }
  }

  mutating func setPod(_ key: ObjectKey, _ object: JSONValue?) {
    pods[key] = object.map {
      Pod(uid: $0.uid, revision: $0.revision ?? "", isReady: $0.isReadyPod, labels: $0.labels)
    }
  }

  mutating func setDeployment(_ key: ObjectKey, _ object: JSONValue?) {
    wishes[key] = object.map {
      Wish(revision: $0.revision ?? "", replicas: Int($0["spec"]?["replicas"]?.integer ?? 1))
    }
  }

  // MARK: What follows

  var replicas: Int { Int(model?["spec"]?["replicas"]?.integer ?? 1) }

  /// The replicas that each revision asks for.
  var desired: [String: Int] { wishes.values.reduce(into: [:]) { $0[$1.revision, default: 0] += $1.replicas } }

  /// The pods of each revision that are ready.
  var ready: [String: Int] { pods.values.reduce(into: [:]) { if $1.isReady { $0[$1.revision, default: 0] += 1 } } }

  /// The revisions that the Service reaches; `nil` while there is none.
  var admitted: Set<String>? {
    guard let apex else { return nil }
    if let revision = apex.selector[SlipwayLabels.revision] { return [revision] }
    return apex.selector[SlipwayLabels.deployment] == name ? Set(pods.values.map(\.revision)) : []
  }

  /// The pods that clients reach, in order: those that the Service selects and that are ready.
  var serving: [ServingPod] {
    guard let apex else { return [] }
    return pods.filter { pod in
      pod.value.isReady && apex.selector.allSatisfy { pod.value.labels[$0.key] == $0.value }
    }.sorted { $0.key < $1.key }.map { ServingPod(uid: $0.value.uid, revision: $0.value.revision) }
  }
}

/// A pod that gets requests.
struct ServingPod: Sendable, Hashable {
  var uid: String
  var revision: String
}
