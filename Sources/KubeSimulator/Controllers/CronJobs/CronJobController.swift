import KubeCore

/// Starts jobs by the clock.
///
/// Source of the rules: the cron job controller of Kubernetes 1.36.
extension SimulatedCluster {
  mutating func syncCronJob(_ key: ObjectKey, now: Timestamp) {
    guard let cronJob = store[StoredKey(storage: BuiltIn.cronJobs.storage, key: key)] else { return }
    let item = WorkItem(controller: .cronJobs, key: key)
    if rescheduledCronJobs.remove(key) != nil {
      // A changed schedule is looked at when it is next due, not at once.
      if let next = times(of: cronJob, now: now)?.nextLook { queue.wake(item, at: next) }
      return
    }
    let jobs = store.objects(in: BuiltIn.jobs.storage, namespace: key.namespace).map(\.value).filter {
      $0.controller?["name"]?.string == key.name
    }
    var status = CronJobStatus(cronJob)
    removeSurplus(of: jobs, of: cronJob, &status, now: now)
    status.observe(jobs)
    for note in status.notes { record(note, on: cronJob, BuiltIn.cronJobs, now: now) }
    do throws(APIFailure) {
      let next = try start(cronJob, &status, now: now)
      try write(status, of: cronJob, now: now)
      queue.forgetFailures(of: item)
      if let next { queue.wake(item, at: next) }
    } catch {
      if !error.isNamespaceEnding { queue.retry(item, after: now) }
    }
  }

  mutating func noticeCronJob(_ key: ObjectKey, _ change: UnseenChanges.Difference) {
    queue.add(.cronJobs, key)
    guard let old = change.old?["spec"], let new = change.new?["spec"] else { return }
    if old["schedule"] != new["schedule"] || old["timeZone"] != new["timeZone"] { rescheduledCronJobs.insert(key) }
  }

  private mutating func write(_ status: CronJobStatus, of cronJob: JSONValue, now: Timestamp) throws(APIFailure) {
    guard status.value != cronJob["status"] ?? [:] else { return }
    var new = cronJob
    new["status"] = status.value
    try updateAsController(BuiltIn.cronJobs, cronJob, to: new, subresource: "status", now: now)
  }

  private func times(of cronJob: JSONValue, now: Timestamp) -> CronJobTimes? {
    guard let zone = zone(of: cronJob), let schedule = try? CronSchedule(cronJob["spec"]?["schedule"]?.string ?? "")
    else { return nil }
    return CronJobTimes(cronJob, schedule, zone: zone, now: now)
  }

  /// The zone whose clocks a schedule is read by; `nil` when it is not known.
  private func zone(of cronJob: JSONValue) -> ZoneOffset? {
    guard let name = cronJob["spec"]?["timeZone"]?.string else { return { _ in 0 } }
    if let offset = TimeZoneName.fixedOffset(name) { return { _ in offset } }
    return timeZones?(name)
  }

  // MARK: - Starting

  /// Starts the job whose time has come.
  ///
  /// - Returns: when to look next.
  private mutating func start(
    _ cronJob: JSONValue, _ status: inout CronJobStatus, now: Timestamp
  ) throws(APIFailure) -> Timestamp? {
    guard !cronJob.isDeleting else { return nil }
    if zone(of: cronJob) == nil {
      let name = cronJob["spec"]?["timeZone"]?.string ?? ""
      tell(cronJob, "UnknownTimeZone", "invalid timeZone: \(GoQuoted.text(name)): unknown time zone \(name)", now: now)
    }
    guard cronJob["spec"]?["suspend"]?.bool != true, let times = times(of: cronJob, now: now) else { return nil }
    guard let recent = try? times.recent(heedsDeadline: true) else {
      let schedule = cronJob["spec"]?["schedule"]?.string ?? ""
      tell(cronJob, "InvalidSchedule", "invalid schedule: \(schedule) : \(CronJobTimes.Impossible.text)", now: now)
      return nil
    }
    if recent.missed > CronJobTimes.manyMissed { tell(cronJob, "TooManyMissedTimes", CronJobTimes.warning, now: now) }
    if let time = recent.time, mayStart(at: time, cronJob, times, status, now: now) {
      replaceActive(of: cronJob, &status, now: now)
      try startJob(of: cronJob, at: time, &status, now: now)
    }
    var current = cronJob
    current["status"] = status.value
    return self.times(of: current, now: now)?.nextLook
  }

  private mutating func mayStart(
    at time: Timestamp, _ cronJob: JSONValue, _ times: CronJobTimes, _ status: CronJobStatus, now: Timestamp
  ) -> Bool {
    if times.isTooLate(time) {
      tell(cronJob, "MissSchedule", "Missed scheduled time to start a job: \(time.mailText)", now: now)
      return false
    }
    if status.isActive(name: CronJobTimes.jobName(cronJob, time)) || status.lastScheduleTime?.string == time.text {
      return false
    }
    guard cronJob["spec"]?["concurrencyPolicy"] == "Forbid", status.hasActive else { return true }
    tell(
      cronJob, "JobAlreadyActive",
      "Not starting job because prior execution is running and concurrency policy is Forbid", isWarning: false, now: now
    )
    return false
  }

  private mutating func startJob(
    of cronJob: JSONValue, at time: Timestamp, _ status: inout CronJobStatus, now: Timestamp
  ) throws(APIFailure) {
    let offset = zone(of: cronJob)?(time) ?? 0
    let job = CronJobTimes.job(of: cronJob, at: time, offset: offset)
    do throws(APIFailure) {
      let created = try createAsController(BuiltIn.jobs, job, now: now)
      tell(cronJob, "SuccessfulCreate", "Created job \(created.name)", isWarning: false, now: now)
      status.add(created)
    } catch {
      guard error.reason == "AlreadyExists" else {
        if !error.isNamespaceEnding { tell(cronJob, "FailedCreate", "Error creating job: \(error.message)", now: now) }
        throw error
      }
      // One that was made before, but is not known as active since the status could not be written.
      let key = StoredKey(storage: BuiltIn.jobs.storage, key: job.key)
      guard let known = store[key], known.controllerUID == cronJob.uid, !status.isActive(uid: known.uid) else { return }
      status.add(known)
    }
    status.lastScheduleTime = .string(time.text)
  }

  // MARK: - Removing

  private mutating func replaceActive(of cronJob: JSONValue, _ status: inout CronJobStatus, now: Timestamp) {
    guard cronJob["spec"]?["concurrencyPolicy"] == "Replace" else { return }
    for job in store.objects(in: BuiltIn.jobs.storage, namespace: cronJob.namespace).map(\.value)
    where status.isActive(uid: job.uid) { remove(job, of: cronJob, &status, now: now) }
  }

  /// Removes the oldest finished jobs beyond those that are kept.
  private mutating func removeSurplus(
    of jobs: [JSONValue], of cronJob: JSONValue, _ status: inout CronJobStatus, now: Timestamp
  ) {
    for (condition, field) in [("Complete", "successfulJobsHistoryLimit"), ("Failed", "failedJobsHistoryLimit")] {
      guard let limit = cronJob["spec"]?[field]?.integer else { continue }
      let finished = jobs.filter { $0.condition(condition)?["status"] == "True" }.sorted(by: CronJobStatus.isOlder)
      for job in finished.prefix(max(0, finished.count - Int(clamping: limit))) {
        remove(job, of: cronJob, &status, now: now)
      }
    }
  }

  private mutating func remove(
    _ job: JSONValue, of cronJob: JSONValue, _ status: inout CronJobStatus, now: Timestamp
  ) {
    var options = DeleteOptions()
    options.propagation = .background
    delete(job, BuiltIn.jobs, options, now: now)
    status.remove(uid: job.uid)
    tell(cronJob, "SuccessfulDelete", "Deleted job \(job.name)", isWarning: false, now: now)
  }

  private mutating func tell(
    _ cronJob: JSONValue, _ reason: String, _ message: String, isWarning: Bool = true, now: Timestamp
  ) {
    let note = ControllerNote(
      component: CronJobStatus.component, isWarning: isWarning, reason: reason, message: message)
    record(note, on: cronJob, BuiltIn.cronJobs, now: now)
  }
}
