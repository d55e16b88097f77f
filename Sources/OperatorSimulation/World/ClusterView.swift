import KubeCore
import KubeSimulator
import SlipwayAPI
import Workloads

/// The objects that a rollout is made of, as the cluster has them.
struct ClusterView: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case model = "ModelDeployment"
    case deployment = "Deployment"
    case service = "Service"
    case pod = "Pod"
    case event = "Event"
  }

  private static let kinds: [String: Kind] = [
    "slipway.dev/modeldeployments": .model, "apps/deployments": .deployment, "services": .service, "pods": .pod,
    "events": .event,
  ]

  static func kind(ofStorage storage: String) -> Kind? { kinds[storage] }

  private(set) var objects: [Kind: [ObjectKey: JSONValue]] = [:]
  /// The statuses of the ModelDeployments: read once for each change, and asked for many times.
  private var statuses: [ObjectKey: ModelDeploymentStatus] = [:]
  /// How often an object came to be or went away, such as `Service ml/fraud created`.
  private(set) var lives: [String: Int] = [:]

  mutating func note(_ kind: Kind, _ change: ObservedChange) {
    objects[kind, default: [:]][change.key] = change.new
    if kind == .model, change.new == nil || change.old == nil || change.old?["status"] != change.new?["status"] {
      statuses[change.key] = change.new.map { ModelDeploymentStatus(json: $0["status"] ?? [:]) }
    }
    guard kind != .pod, kind != .event, change.old == nil || change.new == nil else { return }
    lives["\(kind.rawValue) \(change.key) \(change.new == nil ? "deleted" : "created")", default: 0] += 1
  }

  mutating func forgetCounts() { lives = [:] }

  subscript(kind: Kind, key: ObjectKey) -> JSONValue? { objects[kind]?[key] }

  /// The keys of the ModelDeployments, in order.
  var models: [ObjectKey] { (objects[.model] ?? [:]).keys.sorted() }

  func status(_ key: ObjectKey) -> ModelDeploymentStatus? { statuses[key] }

  /// The objects of a kind that carry the label of a ModelDeployment, by name.
  func children(_ kind: Kind, of key: ObjectKey) -> [(key: ObjectKey, value: JSONValue)] {
    (objects[kind] ?? [:]).filter {
      $0.key.namespace == key.namespace && $0.value.label(SlipwayLabels.deployment) == key.name
    }.sorted { $0.key < $1.key }
  }

  /// The replicas that each revision asks for.
  func desired(of key: ObjectKey) -> [String: Int] {
    children(.deployment, of: key).reduce(into: [:]) {
      $0[$1.value.revision ?? "", default: 0] += Int($1.value["spec"]?["replicas"]?.integer ?? 1)
    }
  }

  /// The pods of each revision that are ready.
  func ready(of key: ObjectKey) -> [String: Int] {
    children(.pod, of: key).reduce(into: [:]) {
      if $1.value.isReadyPod { $0[$1.value.revision ?? "", default: 0] += 1 }
    }
  }

  /// The revisions that the Service of a ModelDeployment reaches; `nil` while there is none.
  func admitted(of key: ObjectKey) -> Set<String>? {
    guard let service = self[.service, key] else { return nil }
    let selector = service["spec"]?["selector"]?.stringMap ?? [:]
    if let revision = selector[SlipwayLabels.revision] { return [revision] }
    guard selector[SlipwayLabels.deployment] == key.name else { return [] }
    return Set(children(.pod, of: key).compactMap(\.value.revision))
  }

  func hasReadyPod(_ uid: String) -> Bool { (objects[.pod] ?? [:]).values.contains { $0.uid == uid && $0.isReadyPod } }

  /// The pods that clients reach: for each Service of a ModelDeployment, those that it selects and that are ready.
  var servingPods: [[ServingPod]] {
    models.map { key in
      guard let selector = self[.service, key]?["spec"]?["selector"]?.stringMap else { return [] }
      return (objects[.pod] ?? [:]).filter { pod in
        pod.key.namespace == key.namespace && pod.value.isReadyPod
          && selector.allSatisfy { pod.value.label($0.key) == $0.value }
      }.sorted { $0.key < $1.key }.map { ServingPod(uid: $0.value.uid, revision: $0.value.revision ?? "") }
    }
  }
}

/// A pod that gets requests.
struct ServingPod: Sendable, Hashable {
  var uid: String
  var revision: String
}

extension JSONValue {
  var labels: [String: String] { self["metadata"]?["labels"]?.stringMap ?? [:] }
  func label(_ name: String) -> String? { self["metadata"]?["labels"]?[name]?.string }
  var revision: String? { label(SlipwayLabels.revision) }
  var uid: String { self["metadata"]?["uid"]?.string ?? "" }
  var isDeleting: Bool { self["metadata"]?["deletionTimestamp"] != nil }

  /// The owner reference of the controller.
  var controller: JSONValue? { self["metadata"]?["ownerReferences"]?.elements.first { $0["controller"] == true } }

  var isReadyPod: Bool {
    !isDeleting
      && (self["status"]?["conditions"]?.elements ?? []).contains { $0["type"] == "Ready" && $0["status"] == "True" }
  }
}
