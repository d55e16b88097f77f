import KubeCore
import KubeSimulator
import SlipwayAPI
import Workloads

/// The objects that rollouts are made of, as the cluster has them.
struct ClusterView: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    case model = "ModelDeployment"
    case deployment = "Deployment"
    case service = "Service"
    case record = "ControllerRevision"
    case pod = "Pod"
    case event = "Event"
    case route = "HTTPRoute"
    case request = "RolloutRequest"
  }

  private static let kinds: [String: Kind] = [
    "slipway.dev/modeldeployments": .model, "apps/deployments": .deployment, "services": .service,
    "apps/controllerrevisions": .record, "pods": .pod, "events": .event,
    "gateway.networking.k8s.io/httproutes": .route, "slipway.dev/rolloutrequests": .request,
  ]

  static func kind(ofStorage storage: String) -> Kind? { kinds[storage] }

  private(set) var objects: [Kind: [ObjectKey: JSONValue]] = [:]
  private var families: [ObjectKey: Family] = [:]
  /// How often an object came to be or went away, such as `Service ml/fraud created`.
  private(set) var lives: [String: Int] = [:]

  mutating func note(_ kind: Kind, _ change: ObservedChange) {
    objects[kind, default: [:]][change.key] = change.new
    for key in families(touchedBy: kind, change) { updateFamily(key, kind, change) }
    guard kind != .pod, kind != .event, kind != .request, change.old == nil || change.new == nil else { return }
    lives["\(kind.rawValue) \(change.key) \(change.new == nil ? "deleted" : "created")", default: 0] += 1
  }

  private mutating func updateFamily(_ key: ObjectKey, _ kind: Kind, _ change: ObservedChange) {
    var family = families.removeValue(forKey: key) ?? Family(name: key.name)
    let member = change.new.flatMap { $0.label(SlipwayLabels.deployment) == key.name ? $0 : nil }
    let stranger = change.new.flatMap { $0.label(SlipwayLabels.deployment) == nil ? $0 : nil }
    switch kind {
    case .model: family.setModel(change.new)
    case .service where change.key == key: family.setService(key, change.new, isApex: true)
    case .service: family.setService(change.key, member, isApex: false)
    case .deployment: family.setDeployment(change.key, member)
    case .pod: family.setPod(change.key, member ?? stranger)
    case .route: family.setRoute(member)
    case .event, .record, .request: break
    }
    if !family.isEmpty { families[key] = family }
  }

  /// The ModelDeployments that a change can matter to, by name.
  ///
  /// A pod of nobody's matters to those whose Service leads to such pods.
  func families(touchedBy kind: Kind, _ change: ObservedChange) -> Set<ObjectKey> {
    switch kind {
    case .event, .record, .request: return []
    case .model: return [change.key]
    case .service, .deployment, .pod, .route:
      let names = [change.old, change.new].compactMap { $0?.label(SlipwayLabels.deployment) }
      let keys = names.map { ObjectKey(namespace: change.key.namespace, name: $0) }
      if kind == .service { return Set(keys + [change.key]) }
      guard kind == .pod, keys.isEmpty else { return Set(keys) }
      return Set(families.keys.filter { $0.namespace == change.key.namespace })
    }
  }

  /// Whether a change can make other pods serve than before.
  static func decidesWhoServes(_ change: ObservedChange) -> Bool {
    kinds[change.storage].map { [.pod, .service, .model, .route].contains($0) } ?? false
  }

  mutating func forgetCounts() { lives = [:] }

  subscript(kind: Kind, key: ObjectKey) -> JSONValue? { objects[kind]?[key] }

  /// The keys of the ModelDeployments, in order.
  var models: [ObjectKey] { (objects[.model] ?? [:]).keys.sorted() }

  func family(_ key: ObjectKey) -> Family { families[key] ?? Family(name: key.name) }

  func status(_ key: ObjectKey) -> ModelDeploymentStatus? { families[key]?.status }

  /// How many rollouts are under way.
  var rollouts: Int { families.values.count(where: \.isRollingOut) }

  /// The objects of a kind that carry the label of a ModelDeployment, by name.
  func children(_ kind: Kind, of key: ObjectKey) -> [(key: ObjectKey, value: JSONValue)] {
    (objects[kind] ?? [:]).filter {
      $0.key.namespace == key.namespace && $0.value.label(SlipwayLabels.deployment) == key.name
    }.sorted { $0.key < $1.key }
  }

  func hasReadyPod(_ uid: String) -> Bool {
    families.values.contains { $0.pods.values.contains { $0.uid == uid && $0.isReady } }
  }

  /// The pods that clients reach, by the name of their Service.
  var servingPods: [ObjectKey: [ServingPod]] { families.mapValues(\.serving) }
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
