import KubeCore
import SlipwayAPI

/// What a run leaves behind, without the names, times and counts that chance decides.
struct EndState: Equatable, CustomStringConvertible {
  private var lines: [String] = []

  init(_ observer: ClusterObserver) {
    for (key, model) in (observer.objects["ModelDeployment"] ?? [:]).sorted(by: { $0.key < $1.key }) {
      add(key, ModelDeploymentStatus(json: model["status"] ?? [:]))
      let uid = model["metadata"]?["uid"]?.string
      for kind in ["Deployment", "Service"] {
        for child in observer.children(kind, of: key) {
          let isOwned = ClusterObserver.owner(of: child) == uid
          lines.append("\(kind) \(child["metadata"]?["name"]?.string ?? "") owned \(isOwned): \(Self.spec(child))")
        }
      }
      lines.append("ready \(observer.readyPods(of: key).sorted { $0.key < $1.key })")
    }
    lines += observer.lives.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value) times" }
  }

  private mutating func add(_ key: String, _ status: ModelDeploymentStatus) {
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

  /// A spec without what the cluster has given it.
  private static func spec(_ object: JSONValue) -> JSONValue {
    guard var spec = object["spec"] else { return .null }
    for name in ["clusterIP", "clusterIPs"] { spec[[name]] = nil }
    return spec
  }

  var description: String { lines.joined(separator: "\n") }
}
