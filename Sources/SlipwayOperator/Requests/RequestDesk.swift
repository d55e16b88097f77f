import KubeCore
import KubeRuntime
import RolloutEngine
import SlipwayAPI

/// The requests that are about one ModelDeployment.
struct RequestDesk: Sendable {
  let requests: [StoredRolloutRequest]

  init(_ store: Store<StoredRolloutRequest>, about key: ObjectKey) {
    requests = store.list(by: Self.index, key.name).filter { $0.metadata.namespace == key.namespace }
  }

  /// Files requests under the name of their ModelDeployment.
  static let index = StoreIndex<StoredRolloutRequest>("deployment") { [$0.deployment.name] }

  /// What has been asked for and not been answered, the oldest first.
  var verbs: [RequestedVerb] {
    requests.compactMap { stored in
      guard stored.status.state == .pending, !stored.metadata.isDeleting, let request = try? stored.request.get() else {
        return nil
      }
      let spec = request.spec
      return RequestedVerb(
        id: stored.metadata.uid ?? "", verb: spec.verb, revision: spec.revision, step: spec.step, by: spec.by,
        reason: spec.reason, time: stored.metadata.creationTimestamp ?? Timestamp(seconds: 0))
    }.sorted { ($0.time, $0.id) < ($1.time, $1.id) }
  }

  /// The statuses that are still to be written.
  ///
  /// - Parameter answers: of a rollout.
  func answers(_ answers: [RequestStatus], at now: Timestamp) -> [(StoredRolloutRequest, RolloutRequestStatus)] {
    requests.compactMap { stored in
      guard stored.status.state == .pending, !stored.metadata.isDeleting else { return nil }
      if let answer = answers.first(where: { $0.id == stored.metadata.uid }) {
        return (stored, RolloutRequestStatus(answer))
      }
      guard case .failure(let invalid) = stored.request else { return nil }
      return (stored, Self.refusal(invalid.issues.map(\.description).joined(separator: "; "), at: now))
    }
  }

  /// How long a request may wait for its ModelDeployment to be seen.
  private static let patience = Duration.seconds(10)

  /// What requests are told whose ModelDeployment is not there.
  func refusals(at now: Timestamp) -> [(StoredRolloutRequest, RolloutRequestStatus)] {
    requests.filter { stored in
      stored.status.state == .pending && !stored.metadata.isDeleting
        && (stored.metadata.creationTimestamp.map { $0 + Self.patience <= now } ?? true)
    }.map { ($0, Self.refusal("There is no ModelDeployment `\($0.deployment.name)`.", at: now)) }
  }

  private static func refusal(_ message: String, at now: Timestamp) -> RolloutRequestStatus {
    var status = RolloutRequestStatus()
    (status.state, status.message, status.decidedTime) = (.refused, message, now.wholeSeconds)
    return status
  }

  /// Requests that nobody needs to see any more.
  func expired(at now: Timestamp) -> [StoredRolloutRequest] {
    requests.filter { stored in !stored.metadata.isDeleting && stored.expiry.map { $0 <= now } ?? false }
  }

  /// When to look at them again, where there is no ModelDeployment to do so for.
  func nextTime(after now: Timestamp) -> Timestamp? {
    requests.flatMap { stored in
      [stored.expiry, stored.status.state == .pending ? stored.metadata.creationTimestamp.map { $0 + Self.patience } : nil]
    }.compactMap(\.self).filter { $0 > now }.min()
  }
}
