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

  /// Sends what is still to be answered, and says whether all of it has been.
  ///
  /// - Returns: `true` for a candidate that needs no warming, or has traffic already.
  func warm(_ model: ModelDeployment, _ snapshot: Snapshot) async -> Bool {
    guard let candidate = model.status.candidate, candidate.weight == .zero,
      let settings = snapshot.warmUp(of: candidate.revision, model)
    else {
      forget(model.key)
      return true
    }
    let pods = snapshot.readyPods(of: candidate.revision)
    let uids = Set(pods.compactMap(\.metadata.uid))
    var counts = answered.withLock { ($0[model.key] ?? [:]).filter { uids.contains($0.key) } }
    let end = time.now() + Self.patience
    for pod in pods {
      guard let uid = pod.metadata.uid, let server = pod.server(model.spec.runtime.port) else { continue }
      while counts[uid, default: 0] < settings.requests, time.now() < end {
        guard await sender.send(settings, to: server) == nil else { break }
        counts[uid, default: 0] += 1
      }
    }
    answered.withLock { $0[model.key] = counts }
    return !uids.isEmpty && uids.allSatisfy { counts[$0, default: 0] >= settings.requests }
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
