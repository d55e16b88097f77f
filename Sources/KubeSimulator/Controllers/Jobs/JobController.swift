import KubeCore

/// Runs pods until enough of them have succeeded, or too many have failed.
///
/// Source of the rules: the job controller of Kubernetes 1.36, without failure policies and limits for single indexes.
extension SimulatedCluster {
  private static let component = "job-controller"
  private static let burst = 500
  static let jobFinalizer = "batch.kubernetes.io/job-tracking"

  mutating func syncJob(_ key: ObjectKey, now: Timestamp) {
    guard let job = store[StoredKey(storage: BuiltIn.jobs.storage, key: key)] else {
      return releasePods(ofAbsentJob: key, now: now)
    }
    guard JobFacts.finish(of: job) == nil else { return expire(job, now: now) }
    guard let selector = selector(of: job) else { return }
    claim(BuiltIn.pods, for: job, BuiltIn.jobs, selector, now: now)
    let pods = controlled(by: job, in: BuiltIn.pods.storage)
    var progress = JobProgress(job: job, pods: pods, backoff: jobBackoffs[job.uid ?? ""] ?? JobBackoff(), now: now)
    jobBackoffs[job.uid ?? ""] = progress.backoff
    for pod in progress.counted { removeJobFinalizer(from: pod, now: now) }
    act(on: &progress, now: now)
    let status = progress.status(now: now)
    let isFinished = ["Complete", "Failed"].contains { type in
      status["conditions"]?.elements.contains { $0["type"]?.string == type } ?? false
    }
    guard status != job["status"] else { return wakeUp(progress, now: now) }
    var new = job
    new["status"] = status
    let stored = updateInternally(BuiltIn.jobs, job, to: new, subresource: "status", now: now)
    for note in progress.notes(isFinished: isFinished) { record(note, on: job, BuiltIn.jobs, now: now) }
    if isFinished, let stored { expire(stored, now: now) } else { wakeUp(progress, now: now) }
  }

  private mutating func act(on progress: inout JobProgress, now: Timestamp) {
    let pods = progress.podsToRemove
    for pod in pods {
      // What is taken away for the time being has not failed.
      if !progress.isEnding { removeJobFinalizer(from: pod, now: now) }
      guard let pod = store[StoredKey(storage: BuiltIn.pods.storage, key: pod.key)] else { continue }
      delete(pod, BuiltIn.pods, DeleteOptions(), now: now)
      note(progress.job, "SuccessfulDelete", "Deleted pod: \(pod.name)", now: now)
    }
    guard pods.isEmpty, !progress.job.isDeleting, progress.backoff.end.map({ $0 <= now }) ?? true else { return }
    for index in progress.missing.prefix(Self.burst) {
      var pod = PodTemplate.pod(
        from: progress.job["spec"]?["template"], namePrefix: progress.job.name + "-", owner: progress.job, BuiltIn.jobs)
      pod.setMetadata("finalizers", .array((pod.metadata["finalizers"]?.elements ?? []) + [.string(Self.jobFinalizer)]))
      if let index { JobIndexes.give(index, to: &pod, of: progress.job) }
      do throws(APIFailure) {
        let created = try createAsController(BuiltIn.pods, pod, now: now)
        progress.created += 1
        note(progress.job, "SuccessfulCreate", "Created pod: \(created.name)", now: now)
      } catch {
        guard !error.isNamespaceEnding else { return }
        note(progress.job, "FailedCreate", "Error creating: \(error.message)", isWarning: true, now: now)
        return queue.retry(WorkItem(controller: .jobs, key: progress.job.key), after: now)
      }
    }
  }

  /// Looks again when a deadline or a wait after failures is over.
  private mutating func wakeUp(_ progress: JobProgress, now: Timestamp) {
    guard let wake = [progress.deadline, progress.backoff.end].compactMap({ $0 }).filter({ $0 > now }).min() else {
      return
    }
    queue.wake(WorkItem(controller: .jobs, key: progress.job.key), at: wake)
  }

  /// A finished job goes when its time is over.
  private mutating func expire(_ job: JSONValue, now: Timestamp) {
    jobBackoffs[job.uid ?? ""] = nil
    guard !job.isDeleting, let seconds = job["spec"]?["ttlSecondsAfterFinished"]?.integer,
      let finish = JobFacts.finish(of: job)
    else { return }
    let end = finish + .seconds(seconds)
    guard end <= now else { return queue.wake(WorkItem(controller: .jobs, key: job.key), at: end) }
    var options = DeleteOptions()
    options.propagation = .foreground
    delete(job, BuiltIn.jobs, options, now: now)
  }

  // MARK: - Finalizers

  /// Nobody counts these pods any more.
  private mutating func releasePods(ofAbsentJob key: ObjectKey, now: Timestamp) {
    for (_, pod) in store.objects(in: BuiltIn.pods.storage, namespace: key.namespace)
    where pod.finalizers.contains(Self.jobFinalizer) {
      let isMeant = pod.controller.map { $0["kind"] == "Job" && $0["name"]?.string == key.name } ?? true
      if isMeant { removeJobFinalizer(from: pod, now: now) }
    }
  }

  private mutating func removeJobFinalizer(from pod: JSONValue, now: Timestamp) {
    let key = StoredKey(storage: BuiltIn.pods.storage, key: pod.key)
    guard let current = store[key], current.finalizers.contains(Self.jobFinalizer) else { return }
    var new = current
    new.removeFinalizer(Self.jobFinalizer)
    let waits = (new.metadata["deletionGracePeriodSeconds"]?.integer ?? 0) > 0 && !PodFacts.isFinished(new)
    if new.isDeleting, new.finalizers.isEmpty, !waits { return store.remove(key) }
    updateInternally(BuiltIn.pods, current, to: new, now: now)
  }

  private mutating func note(
    _ job: JSONValue, _ reason: String, _ message: String, isWarning: Bool = false, now: Timestamp
  ) {
    let note = ControllerNote(component: Self.component, isWarning: isWarning, reason: reason, message: message)
    record(note, on: job, BuiltIn.jobs, now: now)
  }
}
