import KubeCore
import KubeRuntime
import KubeTypes
import SlipwayAPI
import Synchronization
import Workloads

/// Has the replicas of candidates answer sample requests before they get traffic.
///
/// What has been answered lives in memory: an operator that starts anew asks again, which costs a few requests.
final class WarmUps: Sendable {
  /// How long one pass may take: a slow candidate is to keep no other rollout waiting.
  private static let patience = Duration.seconds(2)

  private let sender: any WarmUpSender
  private let time: TimeSource
  /// How many requests each pod has answered, by uid, for each ModelDeployment.
  private let answered = Mutex<[ObjectKey: [String: Int]]>([:])

  init(sender: some WarmUpSender, time: TimeSource) {
    self.sender = sender
    self.time = time
  }

  func forget(_ key: ObjectKey) { answered.withLock { $0[key] = nil } }

  /// Sends what is still to be answered.
  ///
  /// - Returns: the revisions on trial that have not answered all of it; one that needs no warming, or has traffic already,
  ///   is none of them.
  func warm(_ model: ModelDeployment, _ snapshot: Snapshot) async -> Set<String> {
    let trials = model.status.revisionsBeforeTraffic.compactMap { revision in
      snapshot.warmUp(of: revision, model).map { (revision, $0) }
    }
    let uids = Set(trials.flatMap { snapshot.readyPods(of: $0.0) }.compactMap(\.metadata.uid))
    var counts = answered.withLock { ($0[model.key] ?? [:]).filter { uids.contains($0.key) } }
    let end = time.now() + Self.patience
    var cold: Set<String> = []
    for (revision, settings) in trials {
      let pods = snapshot.readyPods(of: revision)
      for pod in pods { await warm(pod, settings, model.spec.runtime.port, until: end, &counts) }
      let isWarm = pods.allSatisfy { counts[$0.metadata.uid ?? "", default: 0] >= settings.requests }
      if pods.isEmpty || !isWarm { cold.insert(revision) }
    }
    let result = counts
    answered.withLock { $0[model.key] = trials.isEmpty ? nil : result }
    return cold
  }

  private func warm(
    _ pod: Pod, _ settings: WarmUpSettings, _ port: Int, until end: MonotonicInstant, _ counts: inout [String: Int]
  ) async {
    guard let uid = pod.metadata.uid, let server = pod.server(port) else { return }
    while counts[uid, default: 0] < settings.requests, time.now() < end {
      guard await sender.send(settings, to: server) == nil else { return }
      counts[uid, default: 0] += 1
    }
  }
}

extension ModelDeploymentStatus {
  /// The revisions on trial that have no traffic yet.
  fileprivate var revisionsBeforeTraffic: [String] {
    guard let candidate else { return [] }
    guard !arms.isEmpty else { return candidate.weight == .zero ? [candidate.revision] : [] }
    return arms.filter { $0.weight == .zero }.map(\.revision)
  }
}

extension Snapshot {
  /// How a revision is warmed up; `nil` when it is not.
  func warmUp(of revision: String, _ model: ModelDeployment) -> WarmUpSettings? {
    if let record = record(of: revision).flatMap(RevisionRecord.init) { return record.warmUp }
    return (revision == model.revision ? model : model.running(arm: revision))?.spec.runtime.warmup
  }
}

extension Pod {
  /// The URL of its server; `nil` while it has no address.
  ///
  /// - Parameter port: where its own template names none.
  func server(_ port: Int) -> String? {
    guard let address = status?.podIP else { return nil }
    let own = spec?.containers.first?.ports?.first { $0.name == "http" }?.containerPort ?? port
    return "http://\(address.contains(":") ? "[\(address)]" : address):\(own)"
  }
}
