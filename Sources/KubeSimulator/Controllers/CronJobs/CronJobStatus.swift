import KubeCore

/// What a cron job knows of its jobs.
///
/// Source of the rules: the controller of Kubernetes 1.36.
struct CronJobStatus: Sendable {
  private(set) var active: [JSONValue]
  var lastScheduleTime: JSONValue?
  private(set) var lastSuccessfulTime: JSONValue?
  /// What there is to be said of jobs.
  private(set) var notes: [ControllerNote] = []

  static let component = "cronjob-controller"

  init(_ cronJob: JSONValue) {
    active = cronJob["status"]?["active"]?.elements ?? []
    lastScheduleTime = cronJob["status"]?["lastScheduleTime"]
    lastSuccessfulTime = cronJob["status"]?["lastSuccessfulTime"]
  }

  var value: JSONValue {
    var status = JSONObject()
    if !active.isEmpty { status["active"] = .array(active) }
    status["lastScheduleTime"] = lastScheduleTime
    status["lastSuccessfulTime"] = lastSuccessfulTime
    return .object(status)
  }

  var hasActive: Bool { !active.isEmpty }

  func isActive(uid: String?) -> Bool { active.contains { $0["uid"]?.string == uid } }

  func isActive(name: String) -> Bool { active.contains { $0["name"]?.string == name } }

  mutating func add(_ job: JSONValue) {
    active.append([
      "kind": "Job", "namespace": .text(job.namespace) ?? "", "name": .string(job.name), "uid": .text(job.uid) ?? "",
      "apiVersion": "batch/v1", "resourceVersion": .text(job.resourceVersion) ?? "",
    ])
  }

  mutating func remove(uid: String?) { active.removeAll { $0["uid"]?.string == uid } }

  /// Jobs by the time of their start, those that have not started last.
  static func isOlder(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let times = [left, right].map { $0["status"]?["startTime"]?.string.flatMap { Timestamp($0) } }
    switch (times[0], times[1]) {
    case (nil, nil): return left.name < right.name
    case (nil, _): return false
    case (_, nil): return true
    case (let first?, let second?): return first == second ? left.name < right.name : first < second
    }
  }

  /// Takes in what has become of the jobs.
  mutating func observe(_ jobs: [JSONValue]) {
    for job in jobs { observe(job) }
    for gone in active where !jobs.contains(where: { $0.uid == gone["uid"]?.string }) {
      note("MissingJob", "Active job went missing: \(gone["name"]?.string ?? "")")
      remove(uid: gone["uid"]?.string)
    }
  }

  private mutating func observe(_ job: JSONValue) {
    let end = ["Complete", "Failed"].first { job.condition($0)?["status"] == "True" }
    guard let end else {
      if !isActive(uid: job.uid) {
        note("UnexpectedJob", "Saw a job that the controller did not create or forgot: \(job.name)", isWarning: true)
      }
      return
    }
    if isActive(uid: job.uid) {
      remove(uid: job.uid)
      note("SawCompletedJob", "Saw completed job: \(job.name), condition: \(end)")
    }
    guard end == "Complete", let time = job["status"]?["completionTime"]?.string else { return }
    if let last = lastSuccessfulTime?.string.flatMap({ Timestamp($0) }) {
      guard let completed = Timestamp(time), completed > last else { return }
    }
    lastSuccessfulTime = .string(time)
  }

  private mutating func note(_ reason: String, _ message: String, isWarning: Bool = false) {
    notes.append(
      ControllerNote(component: Self.component, isWarning: isWarning, reason: reason, message: message))
  }
}
