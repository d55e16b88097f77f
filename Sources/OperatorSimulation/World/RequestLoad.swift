/// The requests that clients send, spread evenly over the pods that a Service reaches, and how the pods fare.
struct RequestLoad: Sendable {
  /// What a pod has counted.
  struct Count: Sendable {
    var revision: String
    /// Since when the process runs.
    var birth: Duration
    var requests = 0.0
    var errors = 0.0
  }

  /// Requests a second, for each ModelDeployment.
  static let rate = 300.0
  /// The share of failures of a version that is all right.
  static let usualErrorRate = 0.002

  private(set) var counts: [String: Count] = [:]
  /// The share of its requests that a revision fails, where it is not the usual one.
  var errorRates: [String: Double] = [:]
  private var serving: [[ServingPod]] = []
  private var last: Duration = .zero
  /// All requests that a revision has answered, whatever became of its pods.
  private(set) var answered: [String: Double] = [:]
  /// How long nobody could answer.
  private(set) var silence: Duration = .zero
  private var hasServed = false

  mutating func serve(_ pods: [[ServingPod]]) {
    serving = pods
    for pod in pods.joined() where counts[pod.uid] == nil { counts[pod.uid] = Count(revision: pod.revision, birth: last) }
  }

  mutating func advance(to now: Duration) {
    let seconds = (now - last) / .seconds(1)
    guard seconds > 0 else { return }
    last = now
    for pods in serving {
      if !pods.isEmpty { hasServed = true }
      let share = Self.rate * seconds / Double(max(1, pods.count))
      for pod in pods {
        counts[pod.uid]?.requests += share
        counts[pod.uid]?.errors += share * (errorRates[pod.revision] ?? Self.usualErrorRate)
        answered[pod.revision, default: 0] += share
      }
      if pods.isEmpty, hasServed { silence += .seconds(seconds) }
    }
  }

  /// The process of a pod has been started anew.
  mutating func restart(_ uid: String) {
    guard let revision = counts[uid]?.revision else { return }
    counts[uid] = Count(revision: revision, birth: last)
  }
}
