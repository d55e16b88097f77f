import KubeCore
import Workloads

/// A pod that gets requests.
struct ServingPod: Sendable, Hashable {
  var uid: String
  var revision: String
  /// The part of all requests that it gets, copies among them.
  var share: Double
}

/// Who gets the requests of clients.
extension Family {
  /// The revisions that clients reach; `nil` while there is nothing that leads to any.
  var admitted: Set<String>? {
    if let shares { return Set(shares.keys) }
    guard let apex else { return nil }
    if let revision = apex.selector[SlipwayLabels.revision] { return [revision] }
    return Set(pods.values.filter(isSelected).map(\.revision))
  }

  /// The parts of the requests that a route gives to revisions; `nil` where no route is followed.
  var shares: [String: Double]? {
    routed?.shares.reduce(into: [:]) { shares, part in
      if let revision = backends[part.service] { shares[revision, default: 0] += part.share }
    }
  }

  /// The parts that a route gives to revisions of the requests that no rule takes.
  var weights: [String: Double]? {
    guard let weighted = routed?.backends else { return nil }
    let total = Double(max(1, weighted.reduce(0) { $0 + $1.weight }))
    return weighted.reduce(into: [:]) { weights, backend in
      guard let revision = backends[backend.service], backend.weight > 0 else { return }
      weights[revision, default: 0] += Double(backend.weight) / total
    }
  }

  /// The revision that gets copies of requests, and of what part of them.
  var mirror: (revision: String, share: Double)? {
    guard let mirror = routed?.mirror, let revision = backends[mirror.service] else { return nil }
    return (revision, mirror.share)
  }

  /// The pods that get requests, in order.
  var serving: [ServingPod] {
    guard let shares else { return spread(1, over: readyPods.filter { isSelected($0.value) }) }
    let answering = shares.sorted { $0.key < $1.key }.flatMap { part in
      spread(part.value, over: readyPods.filter { $0.value.revision == part.key })
    }
    guard let mirror else { return answering }
    return answering + spread(mirror.share, over: readyPods.filter { $0.value.revision == mirror.revision })
  }

  private var readyPods: [(key: ObjectKey, value: Pod)] {
    pods.filter(\.value.isReady).sorted { $0.key < $1.key }
  }

  private func isSelected(_ pod: Pod) -> Bool {
    guard let apex, !apex.selector.isEmpty else { return false }
    return apex.selector.allSatisfy { pod.labels[$0.key] == $0.value }
  }

  private func spread(_ share: Double, over pods: [(key: ObjectKey, value: Pod)]) -> [ServingPod] {
    pods.map { ServingPod(uid: $0.value.uid, revision: $0.value.revision, share: share / Double(pods.count)) }
  }
}
