import KubeCore

/// What is known of a job and of its pods.
enum JobFacts {
  /// When a job was complete or failed; `nil` while it is neither.
  static func finish(of job: JSONValue) -> Timestamp? {
    for type in ["Complete", "Failed"] {
      if let condition = job.condition(type), condition["status"] == "True" {
        return condition["lastTransitionTime"]?.string.flatMap { Timestamp($0) } ?? Timestamp(seconds: 0)
      }
    }
    return nil
  }

  static func hasSucceeded(_ pod: JSONValue) -> Bool { pod["status"]?["phase"] == "Succeeded" }

  /// A pod that is being deleted counts as failed, unless only those that have ended are replaced.
  static func hasFailed(_ pod: JSONValue, _ job: JSONValue) -> Bool {
    if pod["status"]?["phase"] == "Failed" { return true }
    return pod.isDeleting && !hasSucceeded(pod) && job["spec"]?["podReplacementPolicy"] != "Failed"
  }

  /// When the last of a pod's containers ended.
  static func end(of pod: JSONValue) -> Timestamp? {
    (pod["status"]?["containerStatuses"]?.elements ?? []).compactMap {
      $0["state"]?["terminated"]?["finishedAt"]?.string.flatMap { Timestamp($0) }
    }.max() ?? pod.metadata["deletionTimestamp"]?.string.flatMap { Timestamp($0) }
  }
}

/// How long a job waits after failures before it makes another pod: 10 s, doubled from failure to failure, at most 10
/// minutes.
struct JobBackoff: Sendable, Hashable {
  private(set) var failures = 0
  private(set) var lastFailure: Timestamp?

  /// Takes the pods that have ended since the last look.
  mutating func take(succeeded: [Timestamp], failed: [Timestamp]) {
    let success = succeeded.max()
    if let success {
      failures = 0
      if let last = lastFailure, last <= success { lastFailure = nil }
    }
    let later = failed.filter { end in success.map { end > $0 } ?? true }
    failures += later.count
    lastFailure = ([lastFailure].compactMap { $0 } + later).max()
  }

  /// When the wait is over.
  var end: Timestamp? {
    guard failures > 0, let lastFailure else { return nil }
    return lastFailure + min(.seconds(10) * (1 << min(failures - 1, 6)), .seconds(600))
  }
}
