import KubeCore

/// A job with its pods: how many have ended how, and what is to be done.
struct JobProgress: Sendable {
  let job: JSONValue
  private let pods: [JSONValue]
  private let active: [JSONValue]
  /// The pods that are counted with this look.
  let counted: [JSONValue]
  private let succeeded: Int
  /// The indexes whose work is done; `nil` for a job without.
  private let completed: Set<Int>?
  private let failed: Int
  private(set) var backoff: JobBackoff
  /// Pods that were made in this look.
  var created = 0
  private let target: Ending?
  private let now: Timestamp

  /// How a job is about to end, or does.
  struct Ending: Sendable, Hashable {
    var isSuccess: Bool
    var reason: String
    var message: String
    /// Whether this was decided in an earlier look.
    var isKnown = false
  }

  init(job: JSONValue, pods: [JSONValue], backoff: JobBackoff, now: Timestamp) {
    self.job = job
    self.pods = pods
    self.now = now
    active = pods.filter(PodFacts.isActive)
    let tracked = pods.filter { $0.finalizers.contains(SimulatedCluster.jobFinalizer) }
    let successes = tracked.filter(JobFacts.hasSucceeded)
    let failures = tracked.filter { !JobFacts.hasSucceeded($0) && JobFacts.hasFailed($0, job) }
    counted = successes + failures
    let isIndexed = job["spec"]?["completionMode"] == "Indexed"
    let known = JobIndexes.indexes(in: job["status"]?["completedIndexes"]?.string ?? "")
    completed = isIndexed ? known.union(successes.compactMap(JobIndexes.index)) : nil
    succeeded = completed?.count ?? job.statusCount("succeeded") + successes.count
    failed = job.statusCount("failed") + failures.count
    self.backoff = backoff
    self.backoff.take(
      succeeded: successes.map { JobFacts.end(of: $0) ?? now }, failed: failures.map { JobFacts.end(of: $0) ?? now })
    target = Self.ending(job, pods, active: active.count, succeeded: succeeded, failed: failed, now: now)
  }

  // MARK: - The specification

  private static func number(_ job: JSONValue, _ field: String) -> Int? {
    job["spec"]?[field]?.integer.map { Int(clamping: $0) }
  }

  /// Whether the job is about to end.
  var isEnding: Bool { target != nil }
  var isSuspended: Bool { job["spec"]?["suspend"]?.bool == true }
  private var parallelism: Int { Self.number(job, "parallelism") ?? 1 }
  private var completions: Int? { Self.number(job, "completions") }

  /// When the job has been active for too long.
  var deadline: Timestamp? { Self.deadline(of: job, now: now) }

  private static func deadline(of job: JSONValue, now: Timestamp) -> Timestamp? {
    guard job["spec"]?["suspend"]?.bool != true, let seconds = job["spec"]?["activeDeadlineSeconds"]?.integer else {
      return nil
    }
    let start = job["status"]?["startTime"]?.string.flatMap { Timestamp($0) } ?? now
    return start + .seconds(seconds)
  }

  // MARK: - The end

  private static func ending(
    _ job: JSONValue, _ pods: [JSONValue], active: Int, succeeded: Int, failed: Int, now: Timestamp
  ) -> Ending? {
    for (type, isSuccess) in [("SuccessCriteriaMet", true), ("FailureTarget", false)] {
      guard let condition = job.condition(type), condition["status"] == "True" else { continue }
      return Ending(
        isSuccess: isSuccess, reason: condition["reason"]?.string ?? "", message: condition["message"]?.string ?? "",
        isKnown: true)
    }
    let limit = number(job, "backoffLimit") ?? 6
    if failed > limit || hasRestartedTooOften(job, pods, limit: limit) {
      return Ending(
        isSuccess: false, reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit")
    }
    if let deadline = deadline(of: job, now: now), deadline <= now {
      return Ending(
        isSuccess: false, reason: "DeadlineExceeded", message: "Job was active longer than specified deadline")
    }
    let isEnough = number(job, "completions").map { succeeded >= $0 } ?? (succeeded > 0)
    guard isEnough, active == 0 else { return nil }
    return Ending(
      isSuccess: true, reason: "CompletionsReached", message: "Reached expected number of succeeded pods")
  }

  private static func hasRestartedTooOften(_ job: JSONValue, _ pods: [JSONValue], limit: Int) -> Bool {
    guard job["spec"]?["template"]?["spec"]?["restartPolicy"] == "OnFailure" else { return false }
    let running = pods.filter { ["Running", "Pending"].contains($0["status"]?["phase"]?.string) }
    let statuses = running.flatMap { pod in
      ["initContainerStatuses", "containerStatuses"].flatMap { pod["status"]?[$0]?.elements ?? [] }
    }
    let restarts = statuses.reduce(0) { $0 + Int(clamping: min($1["restartCount"]?.integer ?? 0, 1_000_000)) }
    return limit == 0 ? restarts > 0 : restarts >= limit
  }

  // MARK: - What is to be done

  /// How many pods should be active.
  private var wanted: Int {
    if isSuspended || target != nil { return 0 }
    guard let completions else { return succeeded > 0 ? active.count : parallelism }
    return max(0, min(completions - succeeded, parallelism))
  }

  /// Those that are one too many: the ones that a replica set would remove first, too.
  var podsToRemove: [JSONValue] {
    guard active.count > wanted else { return [] }
    return Array(
      PodDeletionOrder(related: [], now: now).sorted(active).prefix(active.count - wanted))
  }

  /// The pods that are to be made: the index of each, if the job has any.
  var missing: [Int?] {
    let terminating = job["spec"]?["podReplacementPolicy"] == "Failed" ? terminatingCount : 0
    let count = max(0, wanted - terminating - active.count)
    guard let completed, let completions else { return Array(repeating: nil, count: count) }
    let taken = completed.union(active.compactMap(JobIndexes.index))
    return Array((0..<max(0, completions)).lazy.filter { !taken.contains($0) }.prefix(count))
  }

  private var terminatingCount: Int { pods.count { $0.isDeleting && !PodFacts.isFinished($0) } }
}

// MARK: - Status

extension JobProgress {
  func status(now: Timestamp) -> JSONValue {
    let removed = podsToRemove
    var status = JSONObject(job["status"]?.object?.map { ($0.key, $0.value) } ?? [])
    let left = active.count - removed.count + created
    status.setCount("active", left)
    status["ready"] = .count(active.count(where: PodFacts.isReady) - removed.count(where: PodFacts.isReady))
    // Pods that are on no node are gone at once; the next look finds that.
    let terminating = terminatingCount + removed.count
    status["terminating"] = .count(terminating)
    status["uncountedTerminatedPods"] = [:]
    status.setCount("succeeded", succeeded)
    status.setCount("failed", failed)
    if let completed, !completed.isEmpty { status["completedIndexes"] = .string(JobIndexes.text(completed)) }
    let time: JSONValue = .string(now.wholeSeconds.text)
    if status["startTime"] == nil, !isSuspended { status["startTime"] = time }
    var conditions = job["status"]?["conditions"]?.elements ?? []
    if let target {
      end(target, isOver: left == 0 && terminating == 0, &conditions, &status, time)
    } else {
      suspend(&conditions, &status, time)
    }
    status["conditions"] = conditions.isEmpty ? nil : .array(conditions)
    return .object(status)
  }

  /// First what the end will be, and when nothing runs any more the end itself.
  private func end(
    _ target: Ending, isOver: Bool, _ conditions: inout [JSONValue], _ status: inout JSONObject, _ time: JSONValue
  ) {
    func add(_ type: String) {
      conditions.append([
        "type": .string(type), "status": "True", "lastProbeTime": time, "lastTransitionTime": time,
        "reason": .string(target.reason), "message": .string(target.message),
      ])
    }
    if !target.isKnown { return add(target.isSuccess ? "SuccessCriteriaMet" : "FailureTarget") }
    guard isOver else { return }
    add(target.isSuccess ? "Complete" : "Failed")
    if target.isSuccess { status["completionTime"] = time }
  }

  private func suspend(_ conditions: inout [JSONValue], _ status: inout JSONObject, _ time: JSONValue) {
    let position = conditions.firstIndex { $0["type"] == "Suspended" }
    let was = position.map { conditions[$0]["status"] == "True" } ?? false
    guard was != isSuspended else { return }
    let condition: JSONValue = [
      "type": "Suspended", "status": isSuspended ? "True" : "False", "lastProbeTime": time, "lastTransitionTime": time,
      "reason": isSuspended ? "JobSuspended" : "JobResumed",
      "message": isSuspended ? "Job suspended" : "Job resumed",
    ]
    if let position { conditions[position] = condition } else { conditions.append(condition) }
    status["startTime"] = isSuspended ? nil : time
  }

  /// What is to be said once the status is written.
  func notes(isFinished: Bool) -> [ControllerNote] {
    func note(_ reason: String, _ message: String, isWarning: Bool = false) -> ControllerNote {
      ControllerNote(component: "job-controller", isWarning: isWarning, reason: reason, message: message)
    }
    if let target {
      guard isFinished else { return [] }
      return [target.isSuccess ? note("Completed", "Job completed") : note(target.reason, target.message, isWarning: true)]
    }
    let wasSuspended = job.condition("Suspended")?["status"] == "True"
    guard wasSuspended != isSuspended else { return [] }
    return [isSuspended ? note("Suspended", "Job suspended") : note("Resumed", "Job resumed")]
  }
}
