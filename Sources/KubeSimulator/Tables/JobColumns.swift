import KubeCore

/// What `kubectl get` shows of jobs.
enum JobColumns {
  static let jobs: [TableColumn] =
    [
      TableColumns.computed("Status", "Status of the job.") { .string(status(of: $0)) },
      TableColumns.computed("Completions", ColumnDescriptions.jobCompletions) { .string(completions(of: $0)) },
      TableColumn(name: "Duration", description: "Time required to complete the job.") { job, now in
        .string(duration(of: job, now))
      },
      TableColumns.age,
    ] + wide(["spec", "template", "spec"], selector: ["spec", "selector"])

  static let cronJobs: [TableColumn] =
    [
      TableColumns.simple(
        "Schedule", "The schedule in Cron format, see https://en.wikipedia.org/wiki/Cron.", ["spec", "schedule"]),
      TableColumns.simple("Timezone", ColumnDescriptions.cronJobTimezone, ["spec", "timeZone"]),
      TableColumns.computed("Suspend", ColumnDescriptions.cronJobSuspend, type: "boolean") {
        ColumnText.flag($0["spec"]?["suspend"])
      },
      TableColumns.computed("Active", "A list of pointers to currently running jobs.", type: "integer") {
        .integer(Int64($0["status"]?["active"]?.elements.count ?? 0))
      },
      TableColumn(name: "Last Schedule", description: ColumnDescriptions.cronJobLastSchedule) { job, now in
        job["status"]?["lastScheduleTime"]?.string.map { TableColumn.age($0, now) } ?? "<none>"
      },
      TableColumns.age,
    ]
    + wide(["spec", "jobTemplate", "spec", "template", "spec"], selector: ["spec", "jobTemplate", "spec", "selector"])

  private static func wide(_ pod: [String], selector: [String]) -> [TableColumn] {
    [
      TableColumns.computed("Containers", "Names of each container in the template.", priority: 1) {
        ColumnText.containers($0[pod], "name")
      },
      TableColumns.computed("Images", "Images referenced by each container in the template.", priority: 1) {
        ColumnText.containers($0[pod], "image")
      },
      TableColumns.computed("Selector", ColumnDescriptions.jobSelector, priority: 1) {
        ColumnText.selector($0[selector])
      },
    ]
  }

  private static func status(of job: JSONValue) -> String {
    func has(_ type: String) -> Bool { job.condition(type)?["status"] == "True" }
    if has("Complete") { return "Complete" }
    if has("Failed") { return "Failed" }
    if job.isDeleting { return "Terminating" }
    return ["Suspended", "FailureTarget", "SuccessCriteriaMet"].first(where: has) ?? "Running"
  }

  private static func completions(of job: JSONValue) -> String {
    let succeeded = job["status"]?["succeeded"]?.integer ?? 0
    if let wanted = job["spec"]?["completions"]?.integer { return "\(succeeded)/\(wanted)" }
    let parallelism = job["spec"]?["parallelism"]?.integer ?? 0
    return parallelism > 1 ? "\(succeeded)/1 of \(parallelism)" : "\(succeeded)/1"
  }

  private static func duration(of job: JSONValue, _ now: Timestamp) -> String {
    func time(_ value: JSONValue?) -> Timestamp? { value?.string.flatMap { Timestamp($0) } }
    guard let start = time(job["status"]?["startTime"]) else { return "" }
    let failed = job.condition("Failed").flatMap { $0["status"] == "True" ? time($0["lastTransitionTime"]) : nil }
    let end = time(job["status"]?["completionTime"]) ?? failed ?? now
    return HumanDuration.text(end - start)
  }
}
