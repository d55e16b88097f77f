import KubeClient
import KubeCore
import KubeSimulator
import SlipwayAPI
import Workloads

/// Follows a cluster by its own watches, and checks after every change what must hold at every moment.
struct ClusterObserver: Sendable {
  private static let kinds: [(kind: String, path: String)] = [
    ("ModelDeployment", "/apis/slipway.dev/v1alpha1/modeldeployments"), ("Deployment", "/apis/apps/v1/deployments"),
    ("Service", "/api/v1/services"), ("Pod", "/api/v1/pods"),
  ]

  private var cursors: [(kind: String, cursor: WatchCursor)] = []
  /// All objects, by kind and then by `namespace/name`.
  private(set) var objects: [String: [String: JSONValue]] = [:]
  /// How often an object of this name came to be or went away, such as `Service ml/fraud created`.
  private(set) var lives: [String: Int] = [:]
  /// What was seen that must never be, each once.
  private(set) var violations: [String] = []
  /// ModelDeployments, by uid, with the revision that is being taken back, once that has no traffic any more.
  private var banned: [String: Set<String>] = [:]

  init(_ cluster: inout SimulatedCluster, at now: Timestamp) {
    for (kind, path) in Self.kinds {
      let request = KubeRequest(
        method: .get, path: path, query: [.init("watch", "true"), .init("timeoutSeconds", "86400")])
      if case .watch(let cursor) = cluster.handle(request, at: now).body { cursors.append((kind, cursor)) }
    }
  }

  mutating func observe(_ cluster: SimulatedCluster, at now: Timestamp) {
    for position in cursors.indices {
      while case .lines(let bytes) = cluster.read(&cursors[position].cursor, at: now) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
          guard let event = try? JSONParser.parse(Array(line)), let object = event["object"] else { continue }
          note(event["type"]?.string ?? "", object, kind: cursors[position].kind)
        }
      }
    }
    for (key, model) in objects["ModelDeployment"] ?? [:] { check(key, model) }
  }

  private mutating func note(_ type: String, _ object: JSONValue, kind: String) {
    let name = "\(object["metadata"]?["namespace"]?.string ?? "")/\(object["metadata"]?["name"]?.string ?? "")"
    let isKept = type != "DELETED"
    if kind != "Pod", !isKept || objects[kind]?[name] == nil {
      lives["\(kind) \(name) \(isKept ? "created" : "deleted")", default: 0] += 1
    }
    objects[kind, default: [:]][name] = isKept ? object : nil
  }
}

// MARK: - What must hold

extension ClusterObserver {
  private mutating func check(_ key: String, _ model: JSONValue) {
    let uid = model["metadata"]?["uid"]?.string ?? ""
    let status = ModelDeploymentStatus(json: model["status"] ?? [:])
    guard let apex = objects["Service"]?[key], Self.owner(of: apex) == uid else { return }
    let admitted = admitted(by: apex, of: key)
    let ready = readyPods(of: key)
    let withTraffic = admitted.reduce(0) { $0 + (ready[$1] ?? 0) }
    if withTraffic == 0, ready.values.contains(where: { $0 > 0 }) {
      report("\(key): the Service admits \(admitted.sorted()), none of which is ready, while others are: \(ready)")
    }
    checkCapacity(key, model, status, admitted, ready)
    for revision in status.rejectedRevisions.map(\.revision) { banned[uid, default: []].insert(revision) }
    if status.rollback != nil, let candidate = status.candidate?.revision, !admitted.contains(candidate),
      status.phase == .rollingBack
    {
      banned[uid, default: []].insert(candidate)
    }
    for revision in banned[uid] ?? [] where admitted.contains(revision) {
      report("\(key): revision \(revision) gets traffic after its rollback")
    }
  }

  /// Once a version serves, the versions that get traffic have the replicas that all of it needs.
  private mutating func checkCapacity(
    _ key: String, _ model: JSONValue, _ status: ModelDeploymentStatus, _ admitted: Set<String>, _ ready: [String: Int]
  ) {
    guard status.stable != nil else { return }
    let needed = Int(model["spec"]?["replicas"]?.integer ?? 1)
    let kept = deployments(of: key).filter { admitted.contains($0.key) }.reduce(0) {
      $0 + min($1.value, ready[$1.key] ?? 0)
    }
    if kept < needed { report("\(key): \(kept) of \(needed) replicas are kept for \(admitted.sorted())") }
  }

  private mutating func report(_ violation: String) {
    if !violations.contains(violation) { violations.append(violation) }
  }

  /// The revisions whose pods a Service reaches.
  func admitted(by service: JSONValue, of key: String) -> Set<String> {
    let selector = service["spec"]?["selector"]?.stringMap ?? [:]
    if let revision = selector[SlipwayLabels.revision] { return [revision] }
    return Set(children("Pod", of: key).compactMap(Self.revision))
  }

  func readyPods(of key: String) -> [String: Int] {
    var ready: [String: Int] = [:]
    for pod in children("Pod", of: key) where Self.isReady(pod) { ready[Self.revision(pod) ?? "", default: 0] += 1 }
    return ready
  }

  /// The replicas that each revision asks for.
  func deployments(of key: String) -> [String: Int] {
    Dictionary(
      children("Deployment", of: key).map { (Self.revision($0) ?? "", Int($0["spec"]?["replicas"]?.integer ?? 1)) }
    ) { $0 + $1 }
  }

  /// The objects of a kind that carry the label of a ModelDeployment, by name.
  func children(_ kind: String, of key: String) -> [JSONValue] {
    let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
    return (objects[kind] ?? [:]).sorted { $0.key < $1.key }.map(\.value).filter {
      $0["metadata"]?["namespace"]?.string == parts.first
        && $0["metadata"]?["labels"]?.stringMap[SlipwayLabels.deployment] == parts.last
    }
  }

  static func revision(_ object: JSONValue) -> String? {
    object["metadata"]?["labels"]?.stringMap[SlipwayLabels.revision]
  }

  static func owner(of object: JSONValue) -> String? {
    object["metadata"]?["ownerReferences"]?.elements.first { $0["controller"] == true }?["uid"]?.string
  }

  static func isReady(_ pod: JSONValue) -> Bool {
    let conditions = pod["status"]?["conditions"]?.elements ?? []
    return pod["metadata"]?["deletionTimestamp"] == nil
      && conditions.contains { $0["type"] == "Ready" && $0["status"] == "True" }
  }
}
