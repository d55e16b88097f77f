import KubeCore
import SlipwayAPI
import Workloads

/// One ModelDeployment and what belongs to it, read once from each object: what most rules look at.
struct Family: Sendable {
  struct Pod: Sendable, Hashable {
    var uid: String
    /// Empty for a pod of somebody else's that the Service leads to.
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
  /// The revisions that the Services of single revisions lead to, by the names of the Services.
  private(set) var backends: [String: String] = [:]
  /// What the route says, as far as it is followed.
  private(set) var routed: RoutedTraffic?

  init(name: String) { self.name = name }

  var isEmpty: Bool {
    model == nil && pods.isEmpty && wishes.isEmpty && apex == nil && backends.isEmpty && routed == nil
  }

  // MARK: What changes

  mutating func setModel(_ object: JSONValue?) {
    if object == nil || model == nil || object?["status"] != model?["status"] {
      status = object.map { ModelDeploymentStatus(json: $0["status"] ?? [:]) }
    }
    model = object
  }

  mutating func setService(_ key: ObjectKey, _ object: JSONValue?, isApex: Bool) {
    let selector = object?["spec"]?["selector"]?.stringMap
    guard isApex else { return backends[key.name] = selector?[SlipwayLabels.revision] }
    apex = object.map {
      Apex(
        controller: $0.controller?["uid"]?.string, selector: selector ?? [:],
        version: $0["metadata"]?["resourceVersion"]?.string ?? "")
    }
  }

  mutating func setRoute(_ object: JSONValue?) {
    guard let object else { return routed = nil }
    if DataPlane.follows(object) { routed = RoutedTraffic(object) }
  }

  mutating func setPod(_ key: ObjectKey, _ object: JSONValue?) {
    pods[key] = object.map {
      Pod(uid: $0.uid, revision: $0.revision ?? "", isReady: $0.isReadyPod, labels: $0.labels)
    }
  }

  mutating func setDeployment(_ key: ObjectKey, _ object: JSONValue?) {
    wishes[key] = object.map {
      Wish(revision: $0.revision ?? "", replicas: Int(clamping: $0["spec"]?["replicas"]?.integer ?? 1))
    }
  }

  // MARK: What follows

  var replicas: Int { Int(clamping: model?["spec"]?["replicas"]?.integer ?? 1) }

  /// How many of them must be ready at every moment.
  var neededReplicas: Int {
    let strategy = model?["spec"]?["strategy"]
    guard strategy?["type"] == "RollingUpdate" else { return replicas }
    return replicas - Int(clamping: strategy?["rollingUpdate"]?["maxUnavailable"]?.integer ?? 0)
  }

  /// The replicas that each revision asks for.
  var desired: [String: Int] { wishes.values.reduce(into: [:]) { $0[$1.revision, default: 0] += $1.replicas } }

  /// The pods of each revision that are ready.
  var ready: [String: Int] { pods.values.reduce(into: [:]) { if $1.isReady { $0[$1.revision, default: 0] += 1 } } }
}
