import KubeCore

/// The requests that clients send, spread over the pods that they reach, and how the pods fare.
struct RequestLoad: Sendable {
  /// What a pod has counted.
  struct Count: Sendable {
    var revision: String
    /// Since when the process runs.
    var birth: Duration
    fileprivate(set) var requests = 0.0
    fileprivate(set) var errors = 0.0

    /// What its counters show: a request counts when it has been answered as a whole.
    var answered: Int { Int(requests) }
    var failed: Int { Int(errors) }
  }

  /// Requests a second, for each ModelDeployment.
  static let rate = 300.0
  /// The share of failures of a version that is all right.
  static let usualErrorRate = 0.002

  private(set) var counts: [String: Count] = [:]
  /// The share of its requests that a revision fails, where it is not the usual one.
  var errorRates: [String: Double] = [:]
  private var serving: [ObjectKey: [ServingPod]] = [:]
  private var last: Duration = .zero
  /// All requests that the pods of a revision have counted, whatever became of the pods.
  private(set) var answered: [String: Int] = [:]
  /// For how long nobody could answer the requests to what the scenario is about.
  private(set) var silence: Duration = .zero
  private var hasServed = false

  mutating func serve(_ pods: [ObjectKey: [ServingPod]]) {
    serving = pods
    for pod in pods.values.joined() where counts[pod.uid] == nil {
      counts[pod.uid] = Count(revision: pod.revision, birth: last)
    }
  }

  mutating func advance(to now: Duration) {
    let seconds = (now - last) / .seconds(1)
    guard seconds > 0 else { return }
    last = now
    if serving[Scenario.key]?.isEmpty == false { hasServed = true } else if hasServed { silence += .seconds(seconds) }
    for pods in serving.values {
      for pod in pods {
        let share = Self.rate * seconds * pod.share
        guard var count = counts[pod.uid] else { continue }
        let before = count.answered
        count.requests += share
        count.errors += share * (errorRates[pod.revision] ?? Self.usualErrorRate)
        counts[pod.uid] = count
        answered[pod.revision, default: 0] += count.answered - before
      }
    }
  }

  /// The process of a pod has been started anew.
  mutating func restart(_ uid: String) {
    guard let revision = counts[uid]?.revision else { return }
    counts[uid] = Count(revision: revision, birth: last)
  }
}
