import KubeCore
import SlipwayAPI
import Workloads

/// What a run has led to, without anything that depends on how long it took: the same for every run that ends well.
struct EndState: Sendable, Equatable {
  /// What the statuses say, the records among it.
  private(set) var lines: [String] = []
  /// What serves: Deployments, Services and routes, with their specs.
  private(set) var objects: [String] = []
  private var stable: [String?] = []
  private(set) var refusedRequests = 0
  /// How often objects came to be and went away.
  private(set) var lives: [String] = []

  init(_ view: ClusterView) {
    for key in view.models {
      add(key, view.status(key) ?? ModelDeploymentStatus())
      let (uid, spec) = (view[.model, key]?.uid, view[.model, key]?["spec"] ?? [:])
      stable.append(view.status(key)?.stable?.revision)
      for kind in [ClusterView.Kind.deployment, .service, .route] {
        for child in view.children(kind, of: key) {
          let isOwned = child.value.controller?["uid"]?.string == uid
          let isScaled = kind == .deployment && spec["autoscaling"] != nil
          let text = Self.spec(child.value, besides: isScaled ? ["replicas"] : ["clusterIP", "clusterIPs"])
          objects.append("\(kind.rawValue) \(child.key) owned \(isOwned): \(text)")
        }
      }
      if let name = spec["adoption"]?["deployment"]?.string {
        let old = view[.deployment, ObjectKey(namespace: key.namespace, name: name)]
        lines.append("predecessor \(old?["spec"]?["replicas"]?.integer ?? 0) replicas")
      }
      for record in view.children(.record, of: key) {
        let isOwned = record.value.controller?["uid"]?.string == uid
        lines.append(
          "record \(record.key) owned \(isOwned) \(record.value.label(SlipwayLabels.track) ?? "") "
            + "\(record.value["revision"]?.integer ?? 0)")
      }
      lines.append("ready \(view.family(key).ready.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })")
    }
    for (key, request) in (view.objects[.request] ?? [:]).sorted(by: { $0.key < $1.key }) {
      let state = request["status"]?["state"]?.string ?? ""
      if state == RolloutRequestStatus.State.refused.rawValue { refusedRequests += 1 }
      lines.append("request \(key) \(state)")
    }
    lives = view.lives.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) times" }
  }

  private mutating func add(_ key: ObjectKey, _ status: ModelDeploymentStatus) {
    lines.append("\(key): \(status.phase.rawValue), \(status.explanation?.rule ?? ""), \(status.replicas) replicas")
    if let stable = status.stable {
      lines.append("stable \(stable.revision) \(stable.weight.text) \(stable.ready)/\(stable.replicas)")
    }
    if let candidate = status.candidate { lines.append("candidate \(candidate.revision) \(candidate.weight.text)") }
    lines += status.traffic.map { "traffic \($0.revision) \($0.asked.text) \($0.given.text) \($0.confirmed)" }
    lines += status.retiring.map { "retiring \($0.revision)" }
    lines += status.history.map { "history \($0.revision) \($0.outcome.rawValue) \($0.reason)" }
    lines += status.rejectedRevisions.map { "rejected \($0.revision) \($0.reason)" }
    lines += status.conditions.sorted { $0.type < $1.type }.map {
      "\($0.type)=\($0.status.rawValue) \($0.reason ?? "") \($0.observedGeneration ?? 0)"
    }
  }

  /// A spec without what the cluster, or an autoscaler, has given it.
  private static func spec(_ object: JSONValue, besides names: [String]) -> String {
    guard case .object(var spec) = object["spec"] else { return "" }
    for name in names { spec[name] = nil }
    var hash = TraceHash()
    hash.add(.object(spec))
    return hash.description
  }

  /// What is different, each line with a sign.
  func differences(from other: [String], to mine: [String]) -> [String] {
    other.filter { !mine.contains($0) }.map { "- \($0)" } + mine.filter { !other.contains($0) }.map { "+ \($0)" }
  }

  func violations(against reference: EndState, countingLives: Bool = true) -> [Violation] {
    let ends = differences(from: reference.lines, to: lines) + differences(from: reference.objects, to: objects)
    let counts = countingLives ? differences(from: reference.lives, to: lives) : []
    return ends.map { Violation(.d1, $0) } + counts.map { Violation(.d2, $0) }
  }

  /// What others have taken away or changed, and what has not become again what it was.
  func losses(against reference: EndState) -> [Violation] {
    guard stable == reference.stable else { return [] }
    return differences(from: reference.objects, to: objects).map { Violation(.d3, $0) }
  }
}
